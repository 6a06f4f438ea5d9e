package dev.docket.decision.urgency;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an order is expected to cost if nobody acts.
 *
 * @param expectedLoss probability times loss, and what the standing exceptions cost
 * @param probabilityOfCost that the order ends late, cancelled or as fraud, 0 to 1
 * @param lossIfCost what it costs then
 * @param avoidable what acting now can still save; absent when it is not known until when
 * @param percentile share of the reference orders that are expected to cost less, 0 to 100
 * @param reasons that add up to the expected loss, the strongest first
 */
public record LossEstimate(
        Money expectedLoss,
        double probabilityOfCost,
        Money lossIfCost,
        @Nullable Avoidable avoidable,
        double percentile,
        List<LossReason> reasons,
        Evidence evidence) {
    public LossEstimate {
        reasons = List.copyOf(reasons);
    }

    /**
     * What acting can still save.
     *
     * @param until the next cutoff, or the end of the promised day
     */
    public record Avoidable(Money amount, @Nullable Instant until) {}

    /** Whose outcomes the reference rates come from. */
    public enum Basis {
        /** Those that the model was shipped with. */
        PRIOR,
        /** The deployment's own. */
        OWN
    }

    /**
     * What the estimate rests on.
     *
     * @param outcomes how many own outcomes the reference counts
     * @param unknown what the model would have used, but is absent or was never seen in training
     */
    public record Evidence(Basis basis, int outcomes, List<String> unknown) {
        public Evidence {
            unknown = List.copyOf(unknown);
        }
    }
}
