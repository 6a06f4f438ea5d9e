package dev.docket.priority.loss;

import java.util.Locale;

/** Numbers for people, as 12,345 or 9.30: the same text on every machine, and cheap enough for each reason of each answer. */
final class PlainNumber {
    private static final double WHOLE_FROM = 100;
    private static final double LARGEST = 1e16;
    private static final int GROUP = 3;

    private PlainNumber() {}

    /** Whole from a hundred on and where it is whole, else with two decimals. */
    static String of(double value) {
        double size = Math.abs(value);
        if (!(size < LARGEST)) {
            return String.format(Locale.ROOT, "%,.0f", value);
        }
        String sign = value < 0 ? "-" : "";
        if (size >= WHOLE_FROM || size == Math.rint(size)) {
            return sign + grouped(Math.round(size));
        }
        long hundredths = Math.round(size * 100);
        String decimals = Long.toString(hundredths % 100);
        return sign + hundredths / 100 + "." + (decimals.length() == 1 ? "0" : "") + decimals;
    }

    private static String grouped(long whole) {
        StringBuilder digits = new StringBuilder(Long.toString(whole));
        for (int at = digits.length() - GROUP; at > 0; at -= GROUP) {
            digits.insert(at, ',');
        }
        return digits.toString();
    }
}
