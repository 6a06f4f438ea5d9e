package dev.docket.training.judge;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Two models on the same orders: which list held more of the money that was lost. */
public final class Duel {
    private Duel() {}

    /** @return for people; amounts in the currency of the orders, or in typical orders when there are several */
    public static List<String> of(String nameA, Judgement a, String nameB, Judgement b, long seed) {
        int[] all = a.all();
        double total =
                Arrays.stream(all).mapToDouble(i -> a.rows().get(i).cost()).sum();
        var bootstrap = new Bootstrap(a.groups(), seed);
        Metrics.Estimate more = bootstrap.estimate(of -> (a.captured(of) - b.captured(of)) * lost(a, of));
        return List.of(
                String.format(
                        Locale.ROOT,
                        "%,d orders with outcomes, which lost %,.0f in all%s",
                        all.length,
                        total,
                        a.inOneCurrency() ? "" : ", in typical orders: there are several currencies"),
                line("in the first tenth, by %s".formatted(nameA), a.captured(all) * total),
                line("in the first tenth, by %s".formatted(nameB), b.captured(all) * total),
                line("in the first tenth, by value", a.capturedByValue(all) * total),
                String.format(
                        Locale.ROOT,
                        "%s finds %,.0f more than %s (95 %%: %,.0f .. %,.0f): %s",
                        nameA,
                        more.value(),
                        nameB,
                        more.low(),
                        more.high(),
                        more.low() > 0 ? nameA + " was right" : more.high() < 0 ? nameB + " was right" : "no telling"),
                String.format(
                        Locale.ROOT,
                        "log loss of cost or no cost: %s %.3f, %s %.3f",
                        nameA,
                        a.logLossOfAnyCost(all),
                        nameB,
                        b.logLossOfAnyCost(all)));
    }

    private static double lost(Judgement judgement, int[] of) {
        return Arrays.stream(of)
                .mapToDouble(i -> judgement.rows().get(i).cost())
                .sum();
    }

    private static String line(String what, double amount) {
        return String.format(Locale.ROOT, "  %-34s %,14.0f", what, amount);
    }
}
