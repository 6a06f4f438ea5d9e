package dev.docket.app;

import dev.docket.app.config.Settings;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.journal.Journal;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import dev.docket.service.privacy.Masking;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import org.jboss.logging.Logger;

/**
 * Decides the contract's examples, unrecorded and uncounted, before the first caller is let in: a cold process serves
 * several times less for its first twenty seconds.
 */
@Singleton
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final List<String> EXAMPLES =
            List.of("order-minimal.json", "order-released.json", "order-substituted.json", "order-held.json");

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final DecideOrder decideOrder;
    private final int decisions;

    WarmUp(ActiveBundle active, Journal journal, Masking masking, InstantSource clock, Settings settings) {
        this.decideOrder = new DecideOrder(
                active::pin,
                journal,
                new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                masking,
                clock,
                DecisionMeter.NONE);
        this.decisions = settings.warmUp().decisions();
    }

    void run() throws IOException {
        long began = System.nanoTime();
        for (int round = 0; round < decisions / EXAMPLES.size(); round++) {
            for (String example : EXAMPLES) {
                decide(example);
            }
        }
        LOG.debugf("warmed up in %d ms", (System.nanoTime() - began) / 1_000_000);
    }

    private void decide(String example) throws IOException {
        try (InputStream order = Objects.requireNonNull(
                WarmUp.class.getResourceAsStream("/api-spec/examples/" + example), "the build packages the examples")) {
            switch (reader.read(order.readAllBytes())) {
                case Reading.Valid<Request> valid -> decideOrder.dryRun(valid.value(), TraceLevel.FIRED);
                case Reading.Invalid<Request> invalid ->
                    throw new IllegalStateException(
                            "example %s is not valid: %s".formatted(example, invalid.problems()));
            }
        }
    }
}
