package dev.docket.console.shell;

import dev.docket.service.outcome.Share;
import java.util.Locale;

/**
 * A share for readers.
 *
 * @param value as a percentage; empty of nothing
 * @param says of how many, and between what the true share is with 95 % confidence
 */
public record Rate(String value, String says) {
    private static final double PERCENT = 100;

    public static Rate of(Share share) {
        return share.all() == 0
                ? new Rate("", "")
                : new Rate(Words.share(share.hits(), share.all()), saying(share, "rate_says"));
    }

    /** The same in another sentence, which may leave out the ends of the interval. */
    public static String saying(Share share, String text) {
        return Texts.of(
                text,
                Words.number(share.hits()),
                Words.number(share.all()),
                String.format(Locale.ROOT, "%.0f", PERCENT * share.lower()),
                String.format(Locale.ROOT, "%.0f", PERCENT * share.upper()));
    }
}
