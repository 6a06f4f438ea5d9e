package dev.docket.app.metric;

import dev.docket.bundle.Bundle;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Measured;
import dev.docket.rules.RuleFolder;
import dev.docket.service.decide.DecisionMeter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;

/** Counts with Micrometer. */
public final class MicrometerMeter implements DecisionMeter {
    private final Map<Disposition, Timer> decisions = new EnumMap<>(Disposition.class);
    private final Timer appends;
    private final DriftGauges drift;

    public MicrometerMeter(MeterRegistry registry, Supplier<Bundle> active) {
        drift = new DriftGauges(registry, active);
        // Registered up front, so that a disposition that never occurred is reported as zero.
        for (Disposition disposition : Disposition.values()) {
            decisions.put(
                    disposition,
                    Timer.builder("docket.decisions")
                            .description("Orders decided, recorded or not, and how long deciding took")
                            .tag("disposition", disposition.name())
                            .register(registry));
        }
        appends = Timer.builder("docket.journal.append")
                .description("How long a decision waited for its record")
                .publishPercentileHistogram()
                .register(registry);
        FunctionCounter.builder("docket.rules.compilations.given.up", this, unused -> RuleFolder.compilationsGivenUp())
                .description("Compilations of rules that took too long; restart the service if there is one")
                .register(registry);
    }

    @Override
    public void decided(Disposition disposition, Duration took) {
        Timer timer = decisions.get(disposition);
        if (timer != null) {
            timer.record(took);
        }
    }

    @Override
    public void appended(Duration took) {
        appends.record(took);
    }

    @Override
    public void measured(Measured measured, Bundle by) {
        drift.observe(measured, by);
    }
}
