package dev.docket.service.outcome.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.service.outcome.judge.LiveAccuracy.ClassAccuracy;
import dev.docket.service.outcome.judge.LiveAccuracy.Judged;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LiveAccuracyTest {
    @Test
    void orders_are_judged_together_and_by_their_true_class() {
        LiveAccuracy accuracy = LiveAccuracy.of(List.of(
                judged(0.8, PriorityClass.P4, PriorityClass.P4, false),
                judged(0.8, PriorityClass.P3, PriorityClass.P4, true),
                judged(0.6, PriorityClass.P4, PriorityClass.P1, true),
                judged(0.6, PriorityClass.P1, PriorityClass.P1, false)));

        assertThat(accuracy.orders()).isEqualTo(4);
        // Of P4 0.8, 0.8; of P1 0.4 and 0.4, all that is not P4.
        assertThat(accuracy.logLoss()).isCloseTo(-(2 * Math.log(0.8) + 2 * Math.log(0.4)) / 4, within(1e-9));
        // In the bin of 0.8 both were P4: 0.4 too shy; in that of 0.6 none was: 1.2 too bold.
        assertThat(accuracy.calibrationError()).isCloseTo((0.4 + 1.2) / 4, within(1e-9));
        assertThat(accuracy.coverage()).isEqualTo(0.75);
        assertThat(accuracy.byClass())
                .isEqualTo(Map.of(
                        PriorityClass.P1, new ClassAccuracy(2, 0.5, 0.5, 0.5, 0.5),
                        PriorityClass.P4, new ClassAccuracy(2, 0.5, 0, 1, 0.5)));
    }

    @Test
    void without_outcomes_there_is_no_accuracy() {
        LiveAccuracy none = LiveAccuracy.of(List.of());

        assertThat(none.orders()).isZero();
        assertThat(none.logLoss()).isNaN();
        assertThat(none.calibrationError()).isNaN();
        assertThat(none.byClass()).isEmpty();
    }

    @Test
    void what_was_thought_impossible_is_judged_with_a_finite_loss() {
        LiveAccuracy surprised = LiveAccuracy.of(List.of(judged(1, PriorityClass.P4, PriorityClass.P1, false)));

        assertThat(surprised.logLoss()).isCloseTo(-Math.log(1e-6), within(1e-9));
    }

    /** An order that is P4 with a probability, else P1; its set has P4, and the class that was answered. */
    private static Judged judged(double p4, PriorityClass answered, PriorityClass truth, boolean overridden) {
        return new Judged(
                new Probabilities(1 - p4, 0, 0, p4), List.of(answered, PriorityClass.P4), answered, truth, overridden);
    }
}
