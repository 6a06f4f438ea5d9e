package dev.docket.app.metric;

import dev.docket.bundle.Bundle;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Measured;
import dev.docket.rules.RuleFolder;
import dev.docket.service.DecisionMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.LongStream;

/** Counts decisions. */
public final class MicrometerMeter implements DecisionMeter {
    private static final String REFUSED = "REFUSED";
    private static final String NONE_DECIDED = "NONE";
    private static final int MOST_OUTCOMES = 64;
    private static final int MOST_COMBINATIONS = 128;
    private static final int MOST_QUEUES = 256;
    private static final int MOST_CODES = 256;

    /** From what a cached answer takes to the deadline of an append. */
    private static final Duration[] BUCKETS = LongStream.of(
                    1, 2, 5, 10, 25, 50, 100, 250, 500, 1_000, 2_500, 5_000, 10_000)
            .mapToObj(Duration::ofMillis)
            .toArray(Duration[]::new);

    private final BoundedCounters decisions;
    private final BoundedCounters recorded;
    private final BoundedCounters queued;
    private final BoundedCounters exceptions;
    private final RecentBundles bundles;
    private final Map<Phase, Timer> phases = new EnumMap<>(Phase.class);
    private final DriftGauges drift;

    /** @param active the bundle that decides now */
    public MicrometerMeter(MeterRegistry registry, Supplier<Bundle> active) {
        drift = new DriftGauges(registry, active);
        decisions = new BoundedCounters(
                        registry,
                        "docket.decisions",
                        "Orders that callers sent to be decided, by what became of them",
                        MOST_OUTCOMES,
                        "outcome",
                        "disposition")
                .reporting(REFUSED, NONE_DECIDED);
        recorded = new BoundedCounters(
                registry,
                "docket.recorded",
                "Decisions recorded or spooled, by what they were decided for and with",
                MOST_COMBINATIONS,
                "bundle",
                "checkpoint",
                "priority_source");
        queued = new BoundedCounters(
                registry,
                "docket.queued",
                "Decisions recorded or spooled, by the queue they go to",
                MOST_QUEUES,
                "queue",
                "disposition");
        exceptions = new BoundedCounters(
                registry,
                "docket.exceptions",
                "Decisions recorded or spooled in which an exception stands, once for each code",
                MOST_CODES,
                "code");
        bundles = new RecentBundles(recorded::end);
        // Registered up front, so that the first of its kind is already an increase.
        for (Outcome outcome : Outcome.values()) {
            for (Disposition disposition : Disposition.values()) {
                decisions.reporting(outcome.name(), disposition.name());
            }
        }
        for (Phase phase : Phase.values()) {
            phases.put(
                    phase,
                    Timer.builder("docket.phase")
                            .description("How long each phase of a decision took, however it ended")
                            .tag("phase", phase.name())
                            .serviceLevelObjectives(BUCKETS)
                            .register(registry));
        }
        FunctionCounter.builder("docket.rules.compilations.given.up", this, unused -> RuleFolder.compilationsGivenUp())
                .description("Compilations of rules that took too long; restart the service if there is one")
                .register(registry);
    }

    @Override
    public Runnable begin(Phase phase) {
        long began = System.nanoTime();
        return () -> {
            Timer timer = phases.get(phase);
            if (timer != null) {
                timer.record(Duration.ofNanos(System.nanoTime() - began));
            }
        };
    }

    @Override
    public void refused() {
        decisions.increment(REFUSED, NONE_DECIDED);
    }

    @Override
    public void ended(Decided decided, Outcome outcome) {
        decisions.increment(outcome.name(), decided.disposition().name());
        switch (outcome) {
            case RECORDED, SPOOLED -> recorded(decided);
            case DUPLICATE, RETIRED, CONFLICT, UNAVAILABLE, FAILED, DRY_RUN -> {}
        }
    }

    private void recorded(Decided decided) {
        recorded.increment(
                bundles.decidedBy(decided.bundle()),
                decided.checkpoint().name(),
                decided.prioritySource().name());
        queued.increment(decided.queue(), decided.disposition().name());
        decided.codes().forEach(exceptions::increment);
    }

    @Override
    public void measured(Measured measured, Bundle by) {
        drift.observe(measured, by);
    }
}
