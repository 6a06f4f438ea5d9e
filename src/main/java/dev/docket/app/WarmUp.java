package dev.docket.app;

import dev.docket.api.load.FairPool;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.RefusedException;
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
import java.io.UncheckedIOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/**
 * Decides the contract's examples, unrecorded and uncounted, once callers are let in: a cold process serves several times less for its
 * first twenty seconds. Takes turns with those who ask, like one more of them, and leaves it to them when there is no room.
 */
@Singleton
public class WarmUp {
    private static final Logger LOG = Logger.getLogger(WarmUp.class);
    private static final List<String> EXAMPLES =
            List.of("order-minimal.json", "order-released.json", "order-substituted.json", "order-held.json");

    private static final String CALLER = "warm-up";

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final DecideOrder decideOrder;
    private final int decisions;
    private final FairPool deciding;
    private final Thread thread =
            Thread.ofPlatform().daemon().name("docket-warm-up").unstarted(this::run);
    private volatile boolean isStopped;

    WarmUp(ActiveBundle active, Journal journal, Masking masking, InstantSource clock, Settings settings, Pools pools) {
        this.decideOrder = new DecideOrder(
                active::pin,
                journal,
                new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                masking,
                clock,
                DecisionMeter.NONE);
        this.decisions = settings.warmUp().decisions();
        this.deciding = pools.deciding();
    }

    void start() {
        thread.start();
    }

    void stop() {
        isStopped = true;
    }

    private void run() {
        try {
            warmUp();
        } catch (RuntimeException defect) {
            LOG.error("the service does not get warm by itself, and is slow for its first callers", defect);
        }
    }

    private void warmUp() {
        long began = System.nanoTime();
        List<byte[]> examples = EXAMPLES.stream().map(WarmUp::example).toList();
        int decided = 0;
        while (decided < decisions && !isStopped && isDecided(examples.get(decided % examples.size()))) {
            decided++;
        }
        LOG.infof("warmed up with %d decisions in %d ms", decided, (System.nanoTime() - began) / 1_000_000);
    }

    private boolean isDecided(byte[] order) {
        try {
            return deciding.call(CALLER, () -> decide(order))
                    .toCompletableFuture()
                    .join();
        } catch (CompletionException refused) {
            if (refused.getCause() instanceof RefusedException) {
                return false;
            }
            throw refused;
        }
    }

    private boolean decide(byte[] order) {
        switch (reader.read(order)) {
            case Reading.Valid<Request> valid -> decideOrder.dryRun(valid.value(), TraceLevel.FIRED);
            case Reading.Invalid<Request> invalid ->
                throw new IllegalStateException("an example is not valid: " + invalid.problems());
        }
        return true;
    }

    private static byte[] example(String name) {
        try (InputStream order = Objects.requireNonNull(
                WarmUp.class.getResourceAsStream("/api-spec/examples/" + name), "the build packages the examples")) {
            return order.readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
