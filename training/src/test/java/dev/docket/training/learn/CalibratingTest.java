package dev.docket.training.learn;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.Calibration;
import dev.docket.training.cases.Labelled;
import dev.docket.training.learn.Calibrating.Scored;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CalibratingTest {
    private static final long SEED = 20260302;
    // Scores that hint at the truth, of classes as unequal as those of real orders.
    private static final double[] SHARES = {0.02, 0.05, 0.1, 0.83};
    private static final double HINT = 1.5;

    @Test
    void the_sets_hold_the_truth_of_nine_in_ten_unseen_orders() {
        Calibration calibration = Calibrating.of(rows(SEED, 5_000));

        assertThat(coverage(calibration, rows(SEED + 1, 20_000))).isBetween(0.885, 0.925);
    }

    @Test
    void rare_classes_are_covered_more_often_than_by_one_threshold_for_all() {
        List<Scored> known = rows(SEED, 5_000);
        Calibration calibration = Calibrating.of(known);
        List<Scored> unseen =
                rows(SEED + 1, 20_000).stream().filter(row -> row.truth() < 3).toList();

        assertThat(calibration.leastProbabilities()).isSorted();
        assertThat(coverage(calibration, unseen))
                .isGreaterThan(1.2 * coverage(oneThreshold(known, calibration.temperature()), unseen));
    }

    /** The textbook way: the 90 % quantile of 1 - p(true class). */
    private static Calibration oneThreshold(List<Scored> rows, double temperature) {
        double[] sorted = rows.stream()
                .mapToDouble(row -> probabilities(Calibration.of(temperature), row)[row.truth()])
                .sorted()
                .toArray();
        double least = sorted[sorted.length / 10];
        return new Calibration(temperature, List.of(least, least, least, least));
    }

    private static double coverage(Calibration calibration, List<Scored> rows) {
        return rows.stream()
                .mapToInt(row -> {
                    double[] p = probabilities(calibration, row);
                    return calibration
                                    .candidates(new Probabilities(p[0], p[1], p[2], p[3]))
                                    .contains(Labelled.CLASSES.get(row.truth()))
                            ? 1
                            : 0;
                })
                .average()
                .orElseThrow();
    }

    private static double[] probabilities(Calibration calibration, Scored row) {
        return calibration.probabilities(
                row.scores().stream().mapToDouble(Double::doubleValue).toArray());
    }

    private static List<Scored> rows(long seed, int count) {
        var random = new Random(seed);
        List<Scored> rows = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            double draw = random.nextDouble();
            int truth = 0;
            while (truth < 3 && draw >= SHARES[truth]) {
                draw -= SHARES[truth++];
            }
            List<Double> scores = new ArrayList<>();
            for (int k = 0; k < 4; k++) {
                scores.add(Math.log(SHARES[k]) + (k == truth ? HINT : 0) + random.nextGaussian());
            }
            rows.add(new Scored(scores, truth));
        }
        return rows;
    }
}
