package dev.docket.service.outcome;

import java.util.Locale;

/**
 * A share: how many of how many.
 *
 * @param hits from 0 to {@code all}
 */
public record Share(long hits, long all) {
    // The 97.5 % point of the normal distribution: an interval of 95 %.
    private static final double Z = 1.959963984540054;

    public Share {
        if (hits < 0 || hits > all) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%d of %d is not a share", hits, all));
        }
    }

    /** With one more. */
    public Share plus(boolean isHit) {
        return new Share(hits + (isHit ? 1 : 0), all + 1);
    }

    /** From 0 to 1; 0 if {@code all} is 0. */
    public double rate() {
        return all == 0 ? 0 : (double) hits / all;
    }

    /**
     * The lower end of the 95 % score interval (Wilson 1927, "Probable inference, the law of succession, and statistical
     * inference"), which, unlike the usual one, holds for small samples and rare events.
     */
    public double lower() {
        return all == 0 ? 0 : Math.max(0, centre() - margin());
    }

    /** The upper end of the same interval. */
    public double upper() {
        return all == 0 ? 1 : Math.min(1, centre() + margin());
    }

    private double centre() {
        return (rate() + Z * Z / (2 * all)) / (1 + Z * Z / all);
    }

    private double margin() {
        return Z * Math.sqrt(rate() * (1 - rate()) / all + Z * Z / (4.0 * all * all)) / (1 + Z * Z / all);
    }
}
