package dev.docket.training.judge;

import java.util.List;
import java.util.Locale;

/**
 * How good a model was on orders that it had not seen.
 *
 * @param logLossOfAnyCost log loss of the question whether an order costs anything
 * @param auc area under the curve of that question
 * @param calibrationError expected calibration error of the most probable class, ten bins
 * @param captured share of the cost in the first tenth of the list by answered class, then by expected loss
 * @param capturedByValue the same when the list is ordered by value alone
 * @param capturedMore the difference of the two
 * @param urgentAmongDearest share of the dearest tenth of the orders that was answered P1 or P2
 * @param coverage how often the prediction set held the truth
 */
public record Metrics(
        int rows,
        Estimate logLoss,
        Estimate logLossOfAnyCost,
        Estimate auc,
        Estimate calibrationError,
        Estimate captured,
        Estimate capturedByValue,
        Estimate capturedMore,
        Estimate urgentAmongDearest,
        Estimate urgent,
        Estimate coverage,
        double meanCandidates) {

    public static Metrics of(Judgement judgement, long seed) {
        var bootstrap = new Bootstrap(judgement.groups(), seed);
        return new Metrics(
                judgement.rows().size(),
                bootstrap.estimate(judgement::logLoss),
                bootstrap.estimate(judgement::logLossOfAnyCost),
                bootstrap.estimate(judgement::auc),
                bootstrap.estimate(judgement::calibrationError),
                bootstrap.estimate(judgement::captured),
                bootstrap.estimate(judgement::capturedByValue),
                bootstrap.estimate(judgement::capturedMore),
                bootstrap.estimate(judgement::urgentAmongDearest),
                bootstrap.estimate(judgement::urgent),
                bootstrap.estimate(judgement::coverage),
                judgement.meanCandidates(judgement.all()));
    }

    /** A number with its 95 % interval. */
    public record Estimate(double value, double low, double high) {
        public String inWords() {
            return String.format(Locale.ROOT, "%.3f (95 %%: %.3f .. %.3f)", value, low, high);
        }
    }

    /** One row each, Markdown. */
    public List<String> table() {
        return List.of(
                row("log loss of the four classes", logLoss),
                row("log loss of cost or no cost", logLossOfAnyCost),
                row("AUC of cost or no cost", auc),
                row("calibration error (ECE) of the most probable class", calibrationError),
                row("cost captured in the top 10 % by answered class, then expected loss", captured),
                row("cost captured in the top 10 % by value alone", capturedByValue),
                row("the difference of the two", capturedMore),
                row("dearest tenth of the orders that was answered P1 or P2", urgentAmongDearest),
                row("orders that were answered P1 or P2", urgent),
                row("coverage of the prediction sets", coverage),
                String.format(Locale.ROOT, "| mean size of the sets | %.2f |", meanCandidates));
    }

    private static String row(String name, Estimate estimate) {
        return "| %s | %s |".formatted(name, estimate.inWords());
    }
}
