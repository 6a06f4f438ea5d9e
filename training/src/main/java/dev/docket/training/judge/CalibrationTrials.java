package dev.docket.training.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.loss.PredictionSets;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.TrackedThresholds;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.learn.Calibrating.Scored;
import dev.docket.training.learn.FittedModel;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;
import java.util.SortedSet;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.DoubleStream;

/**
 * What other ways to calibrate would have given on the same periods: with recent orders weighing more, with levels that follow the errors
 * of the sets (adaptive conformal inference, Gibbs and Candès 2021), and with thresholds that follow the outcomes, as when serving.
 */
final class CalibrationTrials {
    private static final int CLASSES = PriorityClass.values().length;
    private static final double FOR_EVER = Double.POSITIVE_INFINITY;

    private final List<FittedModel> models;
    private final List<Judgement> periods;
    private final List<Double> coverage;

    private CalibrationTrials(List<FittedModel> models, List<Judgement> periods, List<Double> coverage) {
        this.models = models;
        this.periods = periods;
        this.coverage = coverage;
    }

    /** @return a table, Markdown */
    static String of(List<FittedModel> models, List<Judgement> periods, List<Double> coverage) {
        CalibrationTrials trials = new CalibrationTrials(models, periods, coverage);
        return """

                Other ways to calibrate the prediction sets, on the same periods. Means; in brackets the lowest coverage of a period, of those
                that have an order of the class:

                | Calibration | P1 | P2 | P3 | P4 | mean size |
                |---|---|---|---|---|---|
                """
                + trials.row("all earlier orders alike (as a model begins)", FOR_EVER, 0)
                + trials.row("an order weighs half after 360 days", 360, 0)
                + trials.row("an order weighs half after 180 days", 180, 0)
                + trials.row("an order weighs half after 90 days", 90, 0)
                + trials.row("adaptive, step 0.005", FOR_EVER, 0.005)
                + trials.row("adaptive, step 0.02", FOR_EVER, 0.02)
                + trials.row("adaptive, step 0.05", FOR_EVER, 0.05)
                + trials.tracked(0.05)
                + trials.tracked(TrackedThresholds.STEP)
                + trials.tracked(0.2)
                + trials.tracked(0.4);
    }

    /** @return rows of a table, Markdown */
    static String levelsOfP4(String when, List<FittedModel> models, List<Judgement> periods, List<Double> coverage) {
        return DoubleStream.of(0.9, 0.8, 0.7, 0.6, 0.5)
                .mapToObj(level -> levelOfP4(when, models, periods, coverage, level))
                .collect(Collectors.joining());
    }

    private static String levelOfP4(
            String when, List<FittedModel> models, List<Judgement> periods, List<Double> coverage, double level) {
        List<Double> levels = new ArrayList<>(coverage);
        levels.set(CLASSES - 1, level);
        return new CalibrationTrials(models, periods, levels)
                .tracked(
                        when + ", " + level + (levels.equals(coverage) ? " (as configured)" : ""),
                        TrackedThresholds.STEP);
    }

    private String row(String name, double halfLife, double step) {
        return row(
                name,
                (model, first) ->
                        new AdaptedLevels(new Thresholds(model.calibration(), first, halfLife), coverage, step));
    }

    private String tracked(double step) {
        String name = "thresholds that follow outcomes, step " + step;
        return tracked(step == TrackedThresholds.STEP ? name + " (as served)" : name, step);
    }

    private String tracked(String name, double step) {
        return row(
                name,
                (model, first) ->
                        tracked(new Thresholds(model.calibration(), first, FOR_EVER).at(levels(coverage)), step));
    }

    private Tracked tracked(PredictionSets start, double step) {
        return new Tracked(start, new TrackedThresholds(start.leastProbabilities(), coverage, step));
    }

    private String row(String name, BiFunction<FittedModel, LocalDate, Calibrated> beginning) {
        double[] sum = new double[CLASSES];
        double[] least = {1, 1, 1, 1};
        int[] with = new int[CLASSES];
        double size = 0;
        for (int i = 0; i < periods.size(); i++) {
            LocalDate first = periods.get(i).rows().getFirst().moment().one().day();
            Tried tried = tried(beginning.apply(models.get(i), first), periods.get(i));
            size += tried.size() / periods.size();
            for (int k = 0; k < CLASSES; k++) {
                if (!Double.isNaN(tried.covered()[k])) {
                    sum[k] += tried.covered()[k];
                    least[k] = Math.min(least[k], tried.covered()[k]);
                    with[k]++;
                }
            }
        }
        StringBuilder row = new StringBuilder("| " + name + " |");
        for (int k = 0; k < CLASSES; k++) {
            row.append(String.format(Locale.ROOT, " %.3f (%.2f) |", sum[k] / with[k], least[k]));
        }
        return row.append(String.format(Locale.ROOT, " %.3f |%n", size)).toString();
    }

    private static double[] levels(List<Double> coverage) {
        return coverage.stream().mapToDouble(Double::doubleValue).toArray();
    }

    @SuppressWarnings("ArrayRecordComponent") // never compared
    private record Tried(double[] covered, double size) {}

    /** An order whose outcome is not known yet. */
    private record Waiting(LocalDate until, int truth, double probability, boolean isCovered) {}

    /** Sets that may change with each outcome that becomes known. */
    private interface Calibrated {
        PredictionSets now();

        void learn(Waiting known);
    }

    private record Tracked(PredictionSets start, TrackedThresholds thresholds) implements Calibrated {
        @Override
        public PredictionSets now() {
            return thresholds.now().isEmpty() ? start : new PredictionSets(thresholds.now());
        }

        @Override
        public void learn(Waiting known) {
            thresholds.learn(PriorityClass.IN_ORDER.get(known.truth()), known.probability());
        }
    }

    private static final class AdaptedLevels implements Calibrated {
        private final Thresholds thresholds;
        private final List<Double> coverage;
        private final double step;
        private final double[] levels;

        AdaptedLevels(Thresholds thresholds, List<Double> coverage, double step) {
            this.thresholds = thresholds;
            this.coverage = coverage;
            this.step = step;
            this.levels = levels(coverage);
        }

        @Override
        public PredictionSets now() {
            return thresholds.at(levels);
        }

        @Override
        public void learn(Waiting known) {
            int k = known.truth();
            levels[k] += step * ((known.isCovered() ? 0 : 1) - (1 - coverage.get(k)));
        }
    }

    private static Tried tried(Calibrated calibrated, Judgement judgement) {
        PriorityQueue<Waiting> waiting = new PriorityQueue<>(Comparator.comparing(Waiting::until));
        int[] covered = new int[CLASSES];
        int[] all = new int[CLASSES];
        double size = 0;
        for (JudgedOrder row : judgement.rows()) {
            Moment moment = row.moment();
            while (!waiting.isEmpty()
                    && !waiting.element().until().isAfter(moment.one().day())) {
                Waiting known = waiting.remove();
                calibrated.learn(known);
            }
            List<Double> p = row.said().classes();
            SortedSet<PriorityClass> set = calibrated
                    .now()
                    .of(
                            new Probabilities(p.get(0), p.get(1), p.get(2), p.get(3)),
                            row.answered(),
                            row.said().unknownShare());
            boolean isCovered = set.contains(PriorityClass.IN_ORDER.get(row.truth()));
            waiting.add(new Waiting(
                    MetOrder.of(moment.one().snapshot()).countsFrom().plusDays(MetOrder.DAYS_TO_REPORT),
                    row.truth(),
                    p.get(row.truth()),
                    isCovered));
            covered[row.truth()] += isCovered ? 1 : 0;
            all[row.truth()]++;
            size += set.size();
        }
        double[] shares = new double[CLASSES];
        for (int k = 0; k < CLASSES; k++) {
            shares[k] = covered[k] / (double) all[k];
        }
        return new Tried(shares, size / judgement.rows().size());
    }

    /** The least probabilities for any levels of coverage, from weighted orders. */
    private static final class Thresholds {
        private final List<List<Weighted>> byClass = new ArrayList<>();

        private record Weighted(double probability, double weight) {}

        Thresholds(List<Scored> rows, LocalDate now, double halfLife) {
            for (int k = 0; k < CLASSES; k++) {
                int truth = k;
                byClass.add(rows.stream()
                        .filter(row -> row.truth() == truth)
                        .map(row -> new Weighted(
                                row.probabilities().get(truth),
                                StrictMath.pow(0.5, ChronoUnit.DAYS.between(row.day(), now) / halfLife)))
                        .sorted(Comparator.comparingDouble(Weighted::probability)
                                .reversed())
                        .toList());
            }
        }

        PredictionSets at(double[] levels) {
            List<Double> least = new ArrayList<>();
            for (int k = 0; k < CLASSES; k++) {
                least.add(at(byClass.get(k), levels[k]));
            }
            return new PredictionSets(least);
        }

        // The order to be answered weighs one, and its probability could be the lowest.
        private static double at(List<Weighted> rows, double level) {
            if (rows.isEmpty()) {
                return 1;
            }
            double wanted = (rows.stream().mapToDouble(Weighted::weight).sum() + 1) * level;
            double reached = 0;
            for (Weighted row : rows) {
                reached += row.weight();
                if (reached >= wanted) {
                    return row.probability();
                }
            }
            return 0;
        }
    }
}
