package dev.docket.app.metric;

import dev.docket.api.load.CurrentTrace;
import dev.docket.bundle.Bundle;
import dev.docket.decision.urgency.Measured;
import dev.docket.service.DecisionMeter;
import java.util.Locale;

/** Makes a span of each phase of a request that is traced, and counts as another one does. */
public final class TracedMeter implements DecisionMeter {
    private final DecisionMeter counting;

    public TracedMeter(DecisionMeter counting) {
        this.counting = counting;
    }

    @Override
    public Runnable begin(Phase phase) {
        Runnable counted = counting.begin(phase);
        return CurrentTrace.get()
                .map(trace -> trace.begin("docket." + phase.name().toLowerCase(Locale.ROOT)))
                .<Runnable>map(spanned -> () -> {
                    spanned.run();
                    counted.run();
                })
                .orElse(counted);
    }

    @Override
    public void refused() {
        counting.refused();
    }

    @Override
    public void ended(Decided decided, Outcome outcome) {
        counting.ended(decided, outcome);
    }

    @Override
    public void measured(Measured measured, Bundle by) {
        counting.measured(measured, by);
    }
}
