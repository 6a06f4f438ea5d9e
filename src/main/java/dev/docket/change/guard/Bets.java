package dev.docket.change.guard;

/**
 * Evidence that the mean of a bounded quantity is above zero, which may be looked at after every observation.
 *
 * <p>A gambler stakes the share λ of their money on each observation x, so it becomes 1 + λx times as much. If the mean of x
 * given what came before is never above zero, no strategy gains in expectation, and by Ville's inequality the money ever reaches
 * 1/α times the stake with probability α at most. This gambler begins with equal stakes on several λ and lets each run, so what
 * they have is a function of how often each value was seen. The method is that of Waudby-Smith and Ramdas (2024), "Estimating
 * means of bounded random variables by betting", Journal of the Royal Statistical Society B 86(1); turned round for every value
 * that the mean might have, it gives a time-uniform confidence sequence as in Howard, Ramdas, McAuliffe and Sekhon (2021),
 * "Time-uniform, nonparametric, nonasymptotic confidence sequences", Annals of Statistics 49(2).
 *
 * <p>A pure function, computed with {@link StrictMath}: the same counts give the same bits on every machine.
 */
final class Bets {
    private static final int STAKES = 24;
    /** Never everything: one loss would end the game. */
    private static final double BOLDEST = 0.9;
    /** From one stake to the next. */
    private static final double RATIO = 1 / StrictMath.sqrt(2);

    private final double[][] gains = new double[STAKES][];

    /** @param values all that an observation may be; the least is below zero */
    Bets(double... values) {
        double least = 0;
        for (double value : values) {
            least = Math.min(least, value);
        }
        double stake = BOLDEST / -least;
        for (int i = 0; i < STAKES; i++) {
            gains[i] = new double[values.length];
            for (int j = 0; j < values.length; j++) {
                gains[i][j] = StrictMath.log1p(stake * values[j]);
            }
            stake *= RATIO;
        }
    }

    /**
     * The logarithm of what the gambler has, having begun with 1.
     *
     * @param counts how often each value was seen
     */
    double logWealth(long... counts) {
        double[] logs = new double[STAKES];
        double greatest = Double.NEGATIVE_INFINITY;
        for (int i = 0; i < STAKES; i++) {
            for (int j = 0; j < counts.length; j++) {
                logs[i] += counts[j] * gains[i][j];
            }
            greatest = Math.max(greatest, logs[i]);
        }
        double sum = 0;
        for (double log : logs) {
            sum += StrictMath.exp(log - greatest);
        }
        return greatest + StrictMath.log(sum / STAKES);
    }
}
