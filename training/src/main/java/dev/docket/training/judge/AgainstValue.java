package dev.docket.training.judge;

/**
 * A model's list beside the list by value, on the same orders: how much of all that was lost is in the first tenth of each.
 *
 * @param costly how many of the orders cost anything
 * @param byAnswer ordered by answered class, then by expected loss
 * @param more the difference of the two
 */
public record AgainstValue(int orders, int costly, double byValue, double byAnswer, Metrics.Estimate more) {
    public static AgainstValue of(Judgement judgement, long seed) {
        int[] all = judgement.all();
        return new AgainstValue(
                all.length,
                (int) judgement.rows().stream()
                        .filter(row -> row.moment().one().isCostly())
                        .count(),
                judgement.capturedByValue(all),
                judgement.captured(all),
                new Bootstrap(judgement.groups(), seed).estimate(judgement::capturedMore));
    }

    /** Whether the model's list may be as good: the interval of the difference reaches zero. */
    public boolean isNoWorse() {
        return more.high() >= 0;
    }
}
