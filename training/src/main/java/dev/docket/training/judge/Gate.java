package dev.docket.training.judge;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Whether a new model may take the place of the present one: only if, on later orders that neither was trained on, it knows
 * better what costs anything, and its list holds more of the cost than the list by value and no less than the present one's.
 */
public record Gate(boolean isOpen, List<String> lines) {
    /** With fewer later orders a difference is chance. */
    public static final int FEWEST_ORDERS = 100;
    /** So many of them must have cost anything. */
    public static final int FEWEST_COSTLY = 20;

    /**
     * Judges both on the same orders.
     *
     * @param present the current model's judgement
     * @param seed for the intervals
     */
    public static Gate of(Judgement fresh, Judgement present, long seed) {
        int[] all = fresh.all();
        var bootstrap = new Bootstrap(fresh.groups(), seed);
        double better = present.logLossOfAnyCost(all) - fresh.logLossOfAnyCost(all);
        double more = fresh.captured(all) - present.captured(all);
        double moreThanValue = fresh.capturedMore(all);
        List<String> lines = new ArrayList<>();
        lines.add(String.format(
                Locale.ROOT, "judged on %,d later orders that neither model was trained on:", all.length));
        lines.add(String.format(
                Locale.ROOT,
                "  log loss of cost or no cost  new %.3f, present %.3f; better by %s",
                fresh.logLossOfAnyCost(all),
                present.logLossOfAnyCost(all),
                bootstrap
                        .estimate(of -> present.logLossOfAnyCost(of) - fresh.logLossOfAnyCost(of))
                        .inWords()));
        lines.add(String.format(
                Locale.ROOT,
                "  cost in the first tenth      new %.3f, present %.3f, by value %.3f",
                fresh.captured(all),
                present.captured(all),
                fresh.capturedByValue(all)));
        lines.add("    more than the present  "
                + bootstrap
                        .estimate(of -> fresh.captured(of) - present.captured(of))
                        .inWords());
        lines.add("    more than by value     "
                + bootstrap.estimate(fresh::capturedMore).inWords());
        List<String> reasons = new ArrayList<>(tooFew(fresh));
        if (!(better > 0)) {
            reasons.add("it knows no better than the present model what costs anything");
        }
        if (!(more >= 0)) {
            reasons.add("its list holds less of the cost than the present model's");
        }
        if (!(moreThanValue > 0)) {
            reasons.add("its list holds no more of the cost than ranking by value");
        }
        lines.add(reasons.isEmpty() ? "accepted" : "refused: " + String.join("; ", reasons));
        return new Gate(reasons.isEmpty(), List.copyOf(lines));
    }

    private static List<String> tooFew(Judgement fresh) {
        int orders = fresh.rows().size();
        long costly = fresh.rows().stream()
                .filter(row -> row.moment().one().isCostly())
                .count();
        return orders >= FEWEST_ORDERS && costly >= FEWEST_COSTLY
                ? List.of()
                : List.of(String.format(
                        Locale.ROOT,
                        "%,d later orders, of which %,d cost anything, are too few to tell (%,d and %,d are needed)",
                        orders,
                        costly,
                        FEWEST_ORDERS,
                        FEWEST_COSTLY));
    }
}
