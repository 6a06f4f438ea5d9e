package dev.docket.training.judge;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * How good a model was on cases that it had not seen.
 *
 * @param logLossOfAnyCost log loss of the two classes: costs something, costs nothing
 * @param calibrationError expected calibration error of the most probable class, ten bins
 * @param costTopTenth share of the outcome cost in the first tenth of the list by value at risk, {@link Judgement.Row#valueAtRisk}
 * @param costTopTenthByValue the same when the list is ordered by the orders' value alone
 * @param coverage how often the 90 % prediction set held the truth
 * @param meanCandidates the mean size of that set
 */
public record Metrics(
        int rows,
        Estimate logLoss,
        Estimate logLossOfAnyCost,
        Estimate macroAuc,
        Estimate calibrationError,
        Estimate costTopTenth,
        Estimate costTopTenthByValue,
        Estimate coverage,
        double meanCandidates) {

    public static Metrics of(Judgement judgement, long seed) {
        var bootstrap = new Bootstrap(judgement.groups(), seed);
        return new Metrics(
                judgement.rows().size(),
                bootstrap.estimate(judgement::logLoss),
                bootstrap.estimate(judgement::logLossOfAnyCost),
                bootstrap.estimate(judgement::macroAuc),
                bootstrap.estimate(judgement::calibrationError),
                bootstrap.estimate(judgement::captured),
                bootstrap.estimate(judgement::capturedByValue),
                bootstrap.estimate(judgement::coverage),
                judgement.meanCandidates(
                        IntStream.range(0, judgement.rows().size()).toArray()));
    }

    /** The numbers without their intervals. */
    record Plain(double logLoss, double macroAuc, double calibrationError, double costTopTenth, double coverage) {
        public static Plain of(Judgement judgement) {
            int[] all = IntStream.range(0, judgement.rows().size()).toArray();
            return new Plain(
                    judgement.logLoss(all),
                    judgement.macroAuc(all),
                    judgement.calibrationError(all),
                    judgement.captured(all),
                    judgement.coverage(all));
        }
    }

    /** A number with its 95 % interval. */
    public record Estimate(double value, double low, double high) {
        String inWords() {
            return String.format(Locale.ROOT, "%.3f (95 %%: %.3f .. %.3f)", value, low, high);
        }
    }

    /** One row each, Markdown. */
    public List<String> table() {
        return List.of(
                row("log loss", logLoss),
                row("log loss of cost or no cost", logLossOfAnyCost),
                row("macro AUC, one against the rest", macroAuc),
                row("calibration error (ECE)", calibrationError),
                row("cost captured in the top 10 % by the model", costTopTenth),
                row("cost captured in the top 10 % by value alone", costTopTenthByValue),
                row("coverage of the 90 % sets", coverage),
                String.format(Locale.ROOT, "| mean size of the sets | %.2f |", meanCandidates));
    }

    private static String row(String name, Estimate estimate) {
        return "| %s | %s |".formatted(name, estimate.inWords());
    }
}
