package dev.docket.priority.reference;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.urgency.PriorityClass;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class TrackedThresholdsTest {
    private static final List<Double> START = List.of(0.5, 0.5, 0.5, 0.5);

    private final TrackedThresholds thresholds =
            new TrackedThresholds(START, SetCalibration.COVERAGE, TrackedThresholds.STEP);

    @Test
    void each_class_is_covered_as_often_as_it_should_be_also_after_the_world_has_changed() {
        SplittableRandom random = new SplittableRandom(20261129);
        for (double most : new double[] {1, 0.2, 0.7}) {
            int[] covered = new int[4];
            int[] all = new int[4];
            for (int i = 0; i < 8_000; i++) {
                PriorityClass truth = PriorityClass.IN_ORDER.get(random.nextInt(4));
                double probability = random.nextDouble(most);
                if (i >= 2_000) {
                    int k = PriorityClass.IN_ORDER.indexOf(truth);
                    covered[k] += !thresholds.now().isEmpty()
                                    && probability >= thresholds.now().get(k)
                            ? 1
                            : 0;
                    all[k]++;
                }
                thresholds.learn(truth, probability);
            }
            for (int k = 0; k < 4; k++) {
                assertThat(covered[k] / (double) all[k])
                        .as("%s, probabilities up to %s", PriorityClass.IN_ORDER.get(k), most)
                        .isCloseTo(SetCalibration.COVERAGE.get(k), within(0.02));
            }
        }
    }

    @Test
    void a_class_that_never_occurs_keeps_its_threshold() {
        for (int i = 0; i < 100; i++) {
            thresholds.learn(PriorityClass.P4, 0.1);
        }
        assertThat(thresholds.now().subList(0, 3)).isEqualTo(START.subList(0, 3));
        assertThat(thresholds.now().getLast()).isLessThan(0.5);
    }

    @Test
    void no_run_of_outcomes_makes_a_threshold_anything_but_a_probability() {
        for (int i = 0; i < 10_000; i++) {
            thresholds.learn(PriorityClass.P1, 0);
            thresholds.learn(PriorityClass.P2, 1);
        }
        assertThat(thresholds.now()).allMatch(each -> each >= 0 && each <= 1);
        assertThat(thresholds.now().get(1)).isEqualTo(1);
    }

    @Test
    void nothing_learned_says_nothing() {
        assertThat(thresholds.now()).isEmpty();
    }
}
