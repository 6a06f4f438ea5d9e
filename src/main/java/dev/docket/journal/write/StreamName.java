package dev.docket.journal.write;

import java.util.Locale;
import java.util.UUID;

/** Names streams. */
public final class StreamName {
    private static final int DIGITS = 12;

    private StreamName() {}

    /** A name that no other stream has: 48 random bits, short because every record of the stream carries it. */
    public static String random() {
        return UUID.randomUUID().toString().replace("-", "").substring(0, DIGITS);
    }

    /** Whether a text could be such a name. */
    public static boolean isOne(String text) {
        return text.matches(String.format(Locale.ROOT, "[0-9a-f]{%d}", DIGITS));
    }

    /** The name as a number, as unique as the name. */
    public static long number(String stream) {
        return Long.parseLong(stream, 16);
    }
}
