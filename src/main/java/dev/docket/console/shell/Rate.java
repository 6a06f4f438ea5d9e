package dev.docket.console.shell;

import dev.docket.service.outcome.Share;
import java.util.Locale;

/**
 * A share for readers.
 *
 * @param value as a percentage; empty of nothing
 * @param says of how many, and between what the true share is with 95 % confidence
 * @param path the address of those that are counted; empty for none
 * @param allPath the address of all that it is a share of
 */
public record Rate(String value, String says, String path, String allPath) {
    private static final double PERCENT = 100;

    /** @param path where those that are counted can be seen, as {@code allPath} for all of them; empty if the reader may not see them */
    public static Rate of(Share share, String path, String allPath) {
        return share.all() == 0
                ? new Rate("", "", "", "")
                : new Rate(
                        Words.share(share.hits(), share.all()),
                        saying(share, "rate_says"),
                        share.hits() == 0 ? "" : path,
                        allPath);
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
