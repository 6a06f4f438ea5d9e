package dev.docket.training;

import dev.docket.decision.PriorityClass;
import dev.docket.decision.Probabilities;
import dev.docket.priority.FeatureVector;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToDoubleFunction;

/** Scores a model on cases that it has not seen, with 95 % intervals from a bootstrap over groups. */
final class Evaluation {
    private static final int RESAMPLES = 500;
    private static final double TOP = 0.1;
    private static final int BINS = 10;
    private static final List<PriorityClass> CLASSES = List.of(PriorityClass.values());

    private final Forecaster model;

    Evaluation(Forecaster model) {
        this.model = model;
    }

    /** A judged case. */
    private record Judged(
            Case one, List<Double> probabilities, int truth, boolean covered, int candidates, double expected) {
        int best() {
            int best = 0;
            for (int k = 1; k < probabilities.size(); k++) {
                best = probabilities.get(k) > probabilities.get(best) ? k : best;
            }
            return best;
        }
    }

    Metrics of(List<Case> cases, List<FeatureVector> vectors, long seed) {
        List<Judged> judged = new ArrayList<>();
        for (int i = 0; i < cases.size(); i++) {
            judged.add(judge(cases.get(i), vectors.get(i)));
        }
        List<List<Judged>> resamples = resamples(judged, seed);
        return new Metrics(
                judged.size(),
                estimate(judged, resamples, Evaluation::logLoss),
                estimate(judged, resamples, Evaluation::macroAuc),
                estimate(judged, resamples, Evaluation::calibrationError),
                estimate(judged, resamples, rows -> captured(rows, Judged::expected)),
                estimate(
                        judged,
                        resamples,
                        rows -> captured(rows, row -> row.one().value())),
                estimate(judged, resamples, rows -> mean(rows, row -> row.covered() ? 1 : 0)),
                mean(judged, Judged::candidates));
    }

    private Judged judge(Case one, FeatureVector vector) {
        double[] p = model.probabilities(vector);
        PriorityClass truth = model.label(one);
        var candidates = model.calibration().candidates(new Probabilities(p[0], p[1], p[2], p[3]));
        return new Judged(
                one,
                List.of(p[0], p[1], p[2], p[3]),
                CLASSES.indexOf(truth),
                candidates.contains(truth),
                candidates.size(),
                model.expectedCost(p));
    }

    private static Metrics.Estimate estimate(
            List<Judged> judged, List<List<Judged>> resamples, ToDoubleFunction<List<Judged>> metric) {
        double[] drawn = resamples.stream()
                .mapToDouble(metric)
                .filter(Double::isFinite)
                .sorted()
                .toArray();
        return new Metrics.Estimate(
                metric.applyAsDouble(judged), drawn[(int) (drawn.length * 0.025)], drawn[(int) (drawn.length * 0.975)]);
    }

    private static List<List<Judged>> resamples(List<Judged> judged, long seed) {
        Map<String, List<Judged>> byGroup = new HashMap<>();
        List<String> groups = new ArrayList<>();
        for (Judged row : judged) {
            byGroup.computeIfAbsent(row.one().group(), group -> {
                        groups.add(group);
                        return new ArrayList<>();
                    })
                    .add(row);
        }
        Random random = new Random(seed);
        List<List<Judged>> resamples = new ArrayList<>();
        for (int i = 0; i < RESAMPLES; i++) {
            List<Judged> resample = new ArrayList<>();
            for (int j = 0; j < groups.size(); j++) {
                resample.addAll(byGroup.getOrDefault(groups.get(random.nextInt(groups.size())), List.of()));
            }
            resamples.add(resample);
        }
        return resamples;
    }

    private static double mean(List<Judged> rows, ToDoubleFunction<Judged> value) {
        return rows.stream().mapToDouble(value).average().orElse(Double.NaN);
    }

    private static double logLoss(List<Judged> rows) {
        return mean(
                rows, row -> -StrictMath.log(Math.max(1e-15, row.probabilities().get(row.truth()))));
    }

    /** The mean over classes of the area under the curve of one class against the rest. */
    private static double macroAuc(List<Judged> rows) {
        double sum = 0;
        for (int k = 0; k < CLASSES.size(); k++) {
            sum += auc(rows, k);
        }
        return sum / CLASSES.size();
    }

    private static double auc(List<Judged> rows, int k) {
        List<Judged> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(row -> row.probabilities().get(k)));
        double rankSum = 0;
        double positives = 0;
        for (int i = 0; i < sorted.size(); ) {
            int j = i;
            int tied = 0;
            double probability = sorted.get(i).probabilities().get(k);
            while (j < sorted.size() && sorted.get(j).probabilities().get(k) == probability) {
                tied += sorted.get(j).truth() == k ? 1 : 0;
                j++;
            }
            rankSum += tied * ((i + j + 1) / 2.0);
            positives += tied;
            i = j;
        }
        double negatives = sorted.size() - positives;
        return (rankSum - positives * (positives + 1) / 2) / (positives * negatives);
    }

    /** Expected calibration error of the most probable class, in ten bins of equal width. */
    private static double calibrationError(List<Judged> rows) {
        double[] confidence = new double[BINS];
        double[] right = new double[BINS];
        for (Judged row : rows) {
            double most = row.probabilities().get(row.best());
            int bin = Math.min(BINS - 1, (int) (most * BINS));
            confidence[bin] += most;
            right[bin] += row.best() == row.truth() ? 1 : 0;
        }
        double error = 0;
        for (int bin = 0; bin < BINS; bin++) {
            error += Math.abs(confidence[bin] - right[bin]);
        }
        return error / rows.size();
    }

    /** The share of all outcome cost that lies in the first tenth of the list. */
    private static double captured(List<Judged> rows, ToDoubleFunction<Judged> ranking) {
        List<Judged> sorted = new ArrayList<>(rows);
        sorted.sort(Comparator.comparingDouble(ranking).reversed());
        int top = (int) Math.ceil(rows.size() * TOP);
        double first = 0;
        double all = 0;
        for (int i = 0; i < sorted.size(); i++) {
            first += i < top ? sorted.get(i).one().cost() : 0;
            all += sorted.get(i).one().cost();
        }
        return first / all;
    }
}
