package dev.docket.text;

import java.util.Locale;

/**
 * Makes text safe to show in a log or on a terminal: whatever moves the cursor, colours, hides, reorders or ends a line is
 * escaped as in Java and JSON.
 */
public final class Printable {
    private Printable() {}

    /** The text on one line. */
    public static String line(String text) {
        return escaped(text, false);
    }

    /** The text with its line breaks and tabs. */
    public static String lines(String text) {
        return escaped(text, true);
    }

    private static String escaped(String text, boolean keepsLines) {
        if (text.codePoints().noneMatch(point -> isEscaped(point) || (!keepsLines && isLayout(point)))) {
            return text;
        }
        StringBuilder safe = new StringBuilder(text.length() + 16);
        for (int at = 0; at < text.length(); ) {
            int point = text.codePointAt(at);
            at += Character.charCount(point);
            boolean isLineEnd = point == '\r' && at < text.length() && text.charAt(at) == '\n';
            if (keepsLines && (point == '\n' || point == '\t' || isLineEnd)) {
                safe.append((char) point);
            } else if (isEscaped(point) || isLayout(point)) {
                escape(safe, point);
            } else {
                safe.appendCodePoint(point);
            }
        }
        return safe.toString();
    }

    // A carriage return alone would let the rest of a line write over its beginning.
    private static boolean isEscaped(int point) {
        return point == '\r' || Invisible.is(point);
    }

    private static boolean isLayout(int point) {
        return point == '\n' || point == '\t';
    }

    private static void escape(StringBuilder safe, int point) {
        switch (point) {
            case '\n' -> safe.append("\\n");
            case '\r' -> safe.append("\\r");
            case '\t' -> safe.append("\\t");
            default -> {
                for (char unit : Character.toChars(point)) {
                    safe.append(String.format(Locale.ROOT, "\\u%04x", (int) unit));
                }
            }
        }
    }
}
