package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.app.config.Settings.TopicSettings;
import dev.docket.app.metric.Outages;
import dev.docket.app.metric.TopicMetrics;
import dev.docket.json.read.Reading;
import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedQuery;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.publish.EventTopic;
import dev.docket.service.publish.Publication;
import dev.docket.service.publish.PublishFeed;
import dev.docket.stream.InTopic;
import dev.docket.stream.StreamSettings;
import dev.docket.stream.out.KafkaTopic;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jboss.logging.Logger;

/** Topics of Kafka that records are published to. */
@Singleton
public class TopicWiring {
    private static final Logger LOG = Logger.getLogger(TopicWiring.class);

    @Produces
    @Singleton
    PublishFeed publishing(
            Settings settings,
            StreamSettings kafka,
            JournalStore store,
            ReadFeed feed,
            FeedTail tail,
            Outage journal,
            MeterRegistry registry) {
        PublishFeed publishing = new PublishFeed(
                publications(settings),
                // Not that of webhooks: the locks of one belong to its session.
                store.deliveries(),
                feed,
                tail,
                journal,
                one -> Outages.of("topic " + one.topic(), LOG),
                one -> open(one, kafka));
        publishing.watched().forEach(one -> TopicMetrics.register(registry, one));
        return publishing;
    }

    private static EventTopic open(Publication publication, StreamSettings kafka) {
        try {
            return KafkaTopic.open(publication.topic(), kafka.client(Map.of()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** @throws StreamWiring.UnusableStreamException with everything that is wrong */
    private static List<Publication> publications(Settings settings) {
        List<String> problems = new ArrayList<>();
        List<Publication> publications = new ArrayList<>();
        new TreeMap<>(settings.topics())
                .forEach((name, one) -> publication(name, one, problems).ifPresent(publications::add));
        if (!problems.isEmpty()) {
            throw new StreamWiring.UnusableStreamException(problems);
        }
        return publications;
    }

    private static Optional<Publication> publication(String name, TopicSettings settings, List<String> problems) {
        String prefix = "docket.topics." + name + ".";
        if (!InTopic.isName(settings.topic())) {
            problems.add("%stopic: '%s' is no topic".formatted(prefix, settings.topic()));
        }
        return switch (FeedSettings.query(settings.kind(), settings.disposition(), settings.queue(), settings.code())) {
            case Reading.Valid<FeedQuery> valid ->
                Optional.of(new Publication(
                        name, settings.topic(), valid.value().filter(), FeedSettings.start(settings.from())));
            case Reading.Invalid<FeedQuery> invalid -> {
                invalid.problems()
                        .forEach(problem ->
                                problems.add(prefix + problem.path().substring(1) + " " + problem.message()));
                yield Optional.empty();
            }
        };
    }
}
