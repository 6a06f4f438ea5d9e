package dev.docket.training.judge;

import dev.docket.decision.urgency.PriorityClass;
import dev.docket.training.cases.TimeSplit;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.config.TrainingConfig;
import dev.docket.training.learn.FittedModel;
import dev.docket.training.learn.Fitting;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/** Trains on the orders before each of several moments, and judges on those of the period after it. */
public final class RollingOrigins {
    private static final double[] ORIGINS = {0.4, 0.5, 0.6, 0.7, 0.8, 0.9};
    /** Of periods to choose settings by. */
    static final double[] EARLIER = {0.1, 0.2, 0.3};

    private static final double PERIOD = 0.1;

    private RollingOrigins() {}

    /** @return the report, Markdown */
    public static String of(TrainingConfig config, List<Moment> moments, Runnable learned) {
        Rolled rolled = rolled(ORIGINS, config, moments, learned);
        List<Judgement> periods = rolled.periods();
        StringBuilder report = new StringBuilder();
        line(report, "# How a model does, period by period\n");
        line(
                report,
                "Written by `./docket train CONFIG --measure REPORT`, here with `training/" + config.name()
                        + ".yaml`. training/README.md says what the goals were.\n");
        line(report, "Trained before, and judged on, each of six periods in turn: open orders, no shipment in both.");
        report.append('\n');
        line(report, "| Measure | mean | each period |");
        line(report, "|---|---|---|");
        row(report, "orders", periods, judgement -> judgement.rows().size());
        row(report, "log loss of the four classes", periods, all(Judgement::logLoss));
        row(report, "log loss of cost or no cost", periods, all(Judgement::logLossOfAnyCost));
        row(report, "AUC of cost or no cost", periods, all(Judgement::auc));
        row(report, "calibration error of the most probable class", periods, all(Judgement::calibrationError));
        row(report, "cost captured, by value alone", periods, all(Judgement::capturedByValue));
        row(
                report,
                "cost captured, by value times probability",
                periods,
                judgement -> judgement.captured(
                        judgement.all(),
                        i -> judgement.rows().get(i).value()
                                * judgement.rows().get(i).said().probabilityOfCost(),
                        Judgement.TOP));
        row(report, "cost captured, by answered class, then expected loss", periods, all(Judgement::captured));
        row(report, "dearest tenth answered P1 or P2", periods, all(Judgement::urgentAmongDearest));
        row(report, "answered P1 or P2", periods, all(Judgement::urgent));
        row(
                report,
                "dearest tenth in the first tenth by value alone",
                periods,
                judgement -> judgement.dearestInFirstTenth(
                        i -> judgement.rows().get(i).value()));
        row(
                report,
                "dearest tenth in the first tenth of who knew which orders will cost anything",
                periods,
                judgement -> judgement.dearestInFirstTenth(
                        i -> judgement.rows().get(i).moment().one().isCostly()
                                ? judgement.rows().get(i).value()
                                : 0));
        row(
                report,
                "dearest tenth in the first tenth, if probabilities were right and days late as foreseen",
                periods,
                judgement -> ChanceOfOrder.dearestInFirstTenth(
                        judgement, config.trainer().seed()));
        for (PriorityClass truth : PriorityClass.values()) {
            row(report, "coverage of " + truth, periods, judgement -> judgement.coverage(judgement.ofTruth(truth)));
        }
        row(report, "mean size of the sets", periods, all(Judgement::meanCandidates));
        List<Double> coverage = config.split().coverage();
        report.append(CalibrationTrials.of(rolled.models(), periods, coverage));
        Rolled earlier = rolled(EARLIER, config, moments, learned);
        report.append("""

                The same, as served, for other levels of P4 (`split.coverage`), on three earlier periods and on the six. An answered P4 is in its set
                whatever the level, so P4 is covered more often than its level says; a high level only adds P4 to the sets of orders that were
                answered P1 to P3:

                | Level of P4 | P1 | P2 | P3 | P4 | mean size |
                |---|---|---|---|---|---|
                """);
        report.append(CalibrationTrials.levelsOfP4("earlier", earlier.models(), earlier.periods(), coverage));
        report.append(CalibrationTrials.levelsOfP4("six", rolled.models(), periods, coverage));
        report.append(SettingTrials.of(config, moments, ORIGINS, PERIOD));
        return report.toString();
    }

    /** A model for each period, and what it said of that. */
    private record Rolled(List<FittedModel> models, List<Judgement> periods) {}

    private static Rolled rolled(double[] origins, TrainingConfig config, List<Moment> moments, Runnable learned) {
        List<Judgement> periods = new ArrayList<>();
        List<FittedModel> models = new ArrayList<>();
        for (double origin : origins) {
            TimeSplit split = TimeSplit.between(moments, origin, origin + PERIOD);
            FittedModel model = new Fitting(config, learned).fit(split.earlier());
            models.add(model);
            periods.add(Judge.of(model, config.labels().policy()).judge(split.earlier(), split.later()));
        }
        return new Rolled(models, periods);
    }

    /** A metric of the rows of a judgement. */
    @FunctionalInterface
    private interface Metric {
        double of(Judgement judgement, int[] rows);
    }

    private static ToDoubleFunction<Judgement> all(Metric metric) {
        return judgement -> metric.of(judgement, judgement.all());
    }

    private static void row(
            StringBuilder report, String name, List<Judgement> periods, ToDoubleFunction<Judgement> metric) {
        StringBuilder each = new StringBuilder();
        double sum = 0;
        int count = 0;
        for (Judgement period : periods) {
            double value = metric.applyAsDouble(period);
            each.append(each.isEmpty() ? "" : " ")
                    .append(String.format(Locale.ROOT, value >= 10 ? "%.0f" : "%.3f", value));
            sum += Double.isNaN(value) ? 0 : value;
            count += Double.isNaN(value) ? 0 : 1;
        }
        line(
                report,
                String.format(
                        Locale.ROOT,
                        sum / count >= 10 ? "| %s | %.0f | %s |" : "| %s | %.3f | %s |",
                        name,
                        sum / count,
                        each));
    }

    private static void line(StringBuilder report, String text) {
        report.append(text).append('\n');
    }
}
