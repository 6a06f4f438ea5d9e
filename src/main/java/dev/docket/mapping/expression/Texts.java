package dev.docket.mapping.expression;

import java.util.Locale;

/** Texts that a mapping makes of others. */
final class Texts {
    private static final int LONGEST = 10_000;

    private Texts() {}

    /** @throws IllegalArgumentException if joining texts has made one that no field would take */
    static void requireBounded(CharSequence text) {
        if (text.length() > LONGEST) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "the text is longer than %,d characters", LONGEST));
        }
    }

    /** Without the zeros in front; the last digit stays. */
    static String unpadded(String text) {
        int start = 0;
        while (start < text.length() - 1 && text.charAt(start) == '0') {
            start++;
        }
        return text.substring(start);
    }
}
