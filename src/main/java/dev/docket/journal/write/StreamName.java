package dev.docket.journal.write;

import java.util.Locale;
import java.util.UUID;

/** Stream names. */
public final class StreamName {
    private static final int DIGITS = 12;

    private StreamName() {}

    /** A new unique name: 48 random bits, short because every record carries it. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
    }

    /** Whether a text has the form of a stream name. */
    public static boolean isOne(String text) {
        return text.matches(String.format(Locale.ROOT, "[0-9a-f]{%d}", DIGITS));
    }

    /** The name as a number. */
    public static long number(String stream) {
        return Long.parseLong(stream, 16);
    }
}
