package dev.docket.json;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Checks a document's bytes and text before anything else. */
public final class Unicode {
    private Unicode() {}

    /** Whether every surrogate is paired. */
    public static boolean isWellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char unit = text.charAt(i);
            if (Character.isSurrogate(unit)) {
                if (Character.isLowSurrogate(unit)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Checks the bytes. A parser alone would guess other encodings and accept surrogates in UTF-8. */
    public static Optional<Problem> problemOf(byte[] bytes) {
        if (startsWith(bytes, 0xEF, 0xBB, 0xBF) || startsWith(bytes, 0xFE, 0xFF) || startsWith(bytes, 0xFF, 0xFE)) {
            return Optional.of(
                    Problem.of("", "byte-order-mark", "begins with a byte-order mark: send UTF-8 without one"));
        }
        boolean ascii = true;
        for (byte unit : bytes) {
            if (unit == 0) {
                return Optional.of(Problem.of("", "syntax", "contains a zero byte: send UTF-8 text"));
            }
            ascii &= unit > 0;
        }
        return ascii || decodes(bytes)
                ? Optional.empty()
                : Optional.of(Problem.of("", "not-utf-8", "is not valid UTF-8: send the document in UTF-8"));
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8
                    .newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException malformed) {
            return false;
        }
    }

    private static boolean startsWith(byte[] bytes, int... prefix) {
        for (int i = 0; i < prefix.length; i++) {
            if (i >= bytes.length || (bytes[i] & 0xFF) != prefix[i]) {
                return false;
            }
        }
        return true;
    }
}
