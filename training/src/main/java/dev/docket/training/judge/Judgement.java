package dev.docket.training.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.FeatureVector;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.Labelled;
import dev.docket.training.learn.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** What a model says of cases that it has not seen, beside what became of them. */
public final class Judgement {
    public static final int BINS = 10;
    static final double TOP = 0.1;

    private final List<Row> rows;

    /** A case, the probabilities of P1 to P4, the place of its true class, and the prediction set. */
    public record Row(Case one, List<Double> probabilities, int truth, Collection<PriorityClass> candidates) {
        public int best() {
            int best = 0;
            for (int k = 1; k < probabilities.size(); k++) {
                best = probabilities.get(k) > probabilities.get(best) ? k : best;
            }
            return best;
        }

        /** The class with the lowest expected cost. */
        public PriorityClass answered(PriorityCost cost) {
            return new Probabilities(
                            probabilities.get(0), probabilities.get(1), probabilities.get(2), probabilities.get(3))
                    .cheapest(cost);
        }

        boolean isCovered() {
            return candidates.contains(Labelled.CLASSES.get(truth));
        }

        /**
         * The order's value times the probability that it costs anything: by this orders are ranked, and whoever holds
         * an answer can work it out.
         */
        public double valueAtRisk() {
            return one.value() * (1 - probabilities.getLast());
        }

        double loss() {
            return -StrictMath.log(Math.max(1e-15, probabilities.get(truth)));
        }
    }

    private Judgement(List<Row> rows) {
        this.rows = rows;
    }

    public static Judgement of(Forecaster model, List<Case> cases, List<FeatureVector> vectors) {
        List<double[]> all = model.probabilities(vectors);
        List<Row> rows = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            double[] p = all.get(i);
            rows.add(new Row(
                    cases.get(i),
                    Arrays.stream(p).boxed().toList(),
                    Labelled.CLASSES.indexOf(model.label(cases.get(i))),
                    model.calibration().candidates(new Probabilities(p[0], p[1], p[2], p[3]))));
        }
        return new Judgement(rows);
    }

    public List<Row> rows() {
        return rows;
    }

    List<String> groups() {
        return rows.stream().map(row -> row.one().group()).toList();
    }

    /** The numbers of the rows of a true class. */
    public int[] ofTruth(PriorityClass truth) {
        return IntStream.range(0, rows.size())
                .filter(i -> Labelled.CLASSES.get(rows.get(i).truth()) == truth)
                .toArray();
    }

    /** The mean number of classes in the prediction sets. */
    public double meanCandidates(int[] of) {
        return mean(of, i -> rows.get(i).candidates().size());
    }

    double logLoss(int[] of) {
        return mean(of, i -> rows.get(i).loss());
    }

    /** The log loss of the question whether an order costs anything at all. */
    double logLossOfAnyCost(int[] of) {
        int none = Labelled.CLASSES.size() - 1;
        return mean(of, i -> {
            double p = rows.get(i).probabilities().get(none);
            return -StrictMath.log(Math.max(1e-15, rows.get(i).truth() == none ? p : 1 - p));
        });
    }

    public double coverage(int[] of) {
        return mean(of, i -> rows.get(i).isCovered() ? 1 : 0);
    }

    /** The mean, over the classes that occur, of the area under the curve of one class against the rest. */
    double macroAuc(int[] of) {
        return IntStream.range(0, Labelled.CLASSES.size())
                .mapToDouble(k -> auc(of, k))
                .filter(Double::isFinite)
                .average()
                .orElse(Double.NaN);
    }

    /** Expected calibration error of the most probable class, in ten bins of equal width. */
    double calibrationError(int[] of) {
        double[] gap = new double[BINS];
        for (int i : of) {
            Row row = rows.get(i);
            double most = row.probabilities().get(row.best());
            gap[Math.min(BINS - 1, (int) (most * BINS))] += most - (row.best() == row.truth() ? 1 : 0);
        }
        return Arrays.stream(gap).map(Math::abs).sum() / of.length;
    }

    /** The share of all outcome cost that lies in the first tenth of the list by value at risk. */
    public double captured(int[] of) {
        return captured(of, i -> rows.get(i).valueAtRisk(), TOP);
    }

    /** The same when the list is ordered by the orders' value alone. */
    double capturedByValue(int[] of) {
        return captured(of, i -> rows.get(i).one().value(), TOP);
    }

    /** The share of all outcome cost in the first part of a list by some ranking, the highest first. */
    public double captured(int[] of, IntToDoubleFunction ranking, double part) {
        int[] sorted = Arrays.stream(of)
                .boxed()
                .sorted(Comparator.comparingDouble((Integer i) -> -ranking.applyAsDouble(i)))
                .mapToInt(Integer::intValue)
                .toArray();
        int top = (int) Math.ceil(of.length * part);
        double first = 0;
        double all = 0;
        for (int i = 0; i < sorted.length; i++) {
            double cost = rows.get(sorted[i]).one().cost();
            first += i < top ? cost : 0;
            all += cost;
        }
        return first / all;
    }

    private static double mean(int[] of, IntToDoubleFunction value) {
        return Arrays.stream(of).mapToDouble(value).average().orElse(Double.NaN);
    }

    private double auc(int[] of, int k) {
        double[][] sorted = Arrays.stream(of)
                .mapToObj(i -> new double[] {
                    rows.get(i).probabilities().get(k), rows.get(i).truth() == k ? 1 : 0
                })
                .sorted(Comparator.comparingDouble(row -> row[0]))
                .toArray(double[][]::new);
        double rankSum = 0;
        double positives = 0;
        for (int i = 0; i < sorted.length; ) {
            int j = i;
            double tied = 0;
            while (j < sorted.length && sorted[j][0] == sorted[i][0]) {
                tied += sorted[j][1];
                j++;
            }
            rankSum += tied * ((i + j + 1) / 2.0);
            positives += tied;
            i = j;
        }
        double negatives = sorted.length - positives;
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
    }
}
