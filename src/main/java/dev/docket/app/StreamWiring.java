package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.metric.Outages;
import dev.docket.app.metric.StreamMetrics;
import dev.docket.journal.Journal;
import dev.docket.outage.Defects;
import dev.docket.service.DocumentIntake;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.intake.RecordIntake;
import dev.docket.stream.ConsumeStream;
import dev.docket.stream.DecideRecord;
import dev.docket.stream.InTopic;
import dev.docket.stream.StreamSettings;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Orders that come by Kafka. */
@Singleton
public class StreamWiring {
    private static final Logger LOG = Logger.getLogger(StreamWiring.class);

    /** Nothing can be consumed so. The message has every problem. */
    static final class UnusableStreamException extends IllegalStateException {
        UnusableStreamException(List<String> problems) {
            super(String.join(System.lineSeparator(), problems));
        }
    }

    @Produces
    @Singleton
    StreamSettings streamSettings(Settings settings) {
        return of(
                settings.stream().in().orElse(List.of()),
                settings.stream().servers(),
                settings.stream().group(),
                settings.stream().deadLetters(),
                settings.stream().from() == Settings.From.BEGINNING,
                settings.stream().properties(),
                settings.limits().bodyBytes());
    }

    /** @throws UnusableStreamException with everything that is wrong */
    static StreamSettings of(
            List<String> in,
            String servers,
            String group,
            String deadLetters,
            boolean fromBeginning,
            Optional<Path> properties,
            int mostBytes) {
        List<String> problems = new ArrayList<>();
        List<InTopic> topics = new ArrayList<>();
        for (String one : in) {
            try {
                topics.add(InTopic.parse(one));
            } catch (IllegalArgumentException wrong) {
                problems.add("docket.stream.in: " + wrong.getMessage());
            }
        }
        StreamSettings settings =
                new StreamSettings(servers, topics, group, deadLetters, fromBeginning, properties, mostBytes);
        problems.addAll(settings.problems());
        if (!problems.isEmpty()) {
            throw new UnusableStreamException(problems);
        }
        return settings;
    }

    @Produces
    @Singleton
    ConsumeStream consumeStream(
            StreamSettings settings,
            RequestReader requests,
            DocumentIntake documents,
            DecideOrder decide,
            Journal journal,
            InstantSource clock,
            Outages outages,
            MeterRegistry registry) {
        DecideRecord record = new DecideRecord(settings, requests, documents, decide, new Defects(LOG::error));
        ConsumeStream stream = new ConsumeStream(
                settings,
                record,
                new RecordIntake(journal, clock),
                () -> member(journal),
                outages.of(Outages.Of.STREAM, LOG));
        StreamMetrics.register(registry, stream);
        return stream;
    }

    /** The name of the stream that this service writes. One that has lost its stream does not throw out of the group who has it now. */
    private static String member(Journal journal) {
        journal.checkWritable();
        return journal.log().stream();
    }
}
