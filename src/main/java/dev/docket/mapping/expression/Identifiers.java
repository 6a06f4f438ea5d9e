package dev.docket.mapping.expression;

import dev.docket.digest.Sha256;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts as identifiers, and keys as repeatable numbers. */
final class Identifiers {
    private static final int LONGEST = 64;

    private Identifiers() {}

    /**
     * The text without white space or control characters, at most 64 code points: what is too long is cut and ends in
     * a digest, so that different texts stay different.
     */
    static String of(String text) {
        String joined = text.strip().replaceAll("[\\p{IsWhite_Space}\\p{Cc}]+", "-");
        if (joined.codePointCount(0, joined.length()) <= LONGEST) {
            return joined.isEmpty() ? "-" : joined;
        }
        String kept = joined.substring(0, joined.offsetByCodePoints(0, LONGEST - 9));
        return kept + "~" + HexFormat.of().formatHex(digest(text), 0, 4);
    }

    /** A number in [0, 1) that looks random but is always the same for the same key. */
    static double fraction(String key) {
        byte[] digest = digest(key);
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = (bits << 8) | (digest[i] & 0xFF);
        }
        return (bits >>> 11) * 0x1.0p-53;
    }

    private static byte[] digest(String text) {
        return Sha256.of(text.getBytes(StandardCharsets.UTF_8));
    }
}
