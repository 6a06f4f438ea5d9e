package dev.docket.priority.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.util.List;
import org.junit.jupiter.api.Test;

class CalibrationTest {
    private static final Calibration CALIBRATION = new Calibration(1, List.of(0.05, 0.1, 0.2, 0.6));

    @Test
    void a_class_is_in_the_set_from_its_own_threshold_on() {
        assertThat(CALIBRATION.candidates(new Probabilities(0.05, 0.09, 0.2, 0.66)))
                .containsExactly(PriorityClass.P1, PriorityClass.P3, PriorityClass.P4);
        assertThat(CALIBRATION.candidates(new Probabilities(0.01, 0.3, 0.14, 0.55)))
                .containsExactly(PriorityClass.P2);
    }

    @Test
    void a_set_is_never_empty() {
        var strict = new Calibration(1, List.of(1.0, 1.0, 1.0, 1.0));
        assertThat(strict.candidates(new Probabilities(0.1, 0.4, 0.3, 0.2))).containsExactly(PriorityClass.P2);
    }

    @Test
    void impossible_thresholds_are_refused_with_their_value() {
        assertThatThrownBy(() -> new Calibration(1, List.of(0.1, 0.1, 0.1))).hasMessageContaining("[0.1, 0.1, 0.1]");
        assertThatThrownBy(() -> new Calibration(1, List.of(0.1, 0.1, 0.1, 1.5)))
                .hasMessageContaining("1.5");
        assertThatThrownBy(() -> new Calibration(0, List.of(0.0, 0.0, 0.0, 0.0)))
                .hasMessageContaining("temperature (0.0)");
    }
}
