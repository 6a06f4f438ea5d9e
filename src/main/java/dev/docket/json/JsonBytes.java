package dev.docket.json;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** The bytes of a JSON document as it grows: UTF-8, with text escaped as RFC 8785 says. */
final class JsonBytes {
    /** What stands last in an empty document. */
    static final char NONE = 0;

    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    /** By ASCII character: whether it stands for itself in a text. */
    private static final boolean[] PLAIN = plain();

    private final int expected;
    private byte[] buffer;
    private int taken;
    private int length;
    private char lastTaken = NONE;

    /** @param expected the expected number of bytes; the buffer grows as needed */
    JsonBytes(int expected) {
        this.expected = expected;
        buffer = new byte[expected];
    }

    /** What was not taken yet. */
    byte[] bytes() {
        return Arrays.copyOfRange(buffer, taken, length);
    }

    /** How many bytes were not taken yet. */
    int size() {
        return length - taken;
    }

    /** Takes at most so many bytes from the beginning, and forgets them. */
    byte[] take(int most) {
        int end = Math.min(length, taken + most);
        byte[] piece = Arrays.copyOfRange(buffer, taken, end);
        taken = end;
        if (taken == length) {
            lastTaken = last();
            taken = 0;
            length = 0;
            // One long part must not make the buffer long for ever.
            buffer = buffer.length > 4 * most ? new byte[expected] : buffer;
        }
        return piece;
    }

    /** The last byte, if it is ASCII. */
    char last() {
        return length == 0 ? lastTaken : (char) buffer[length - 1];
    }

    void put(char ascii) {
        ensure(1);
        buffer[length++] = (byte) ascii;
    }

    void ascii(String ascii) {
        int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
    }

    void copy(byte[] document) {
        ensure(document.length);
        System.arraycopy(document, 0, buffer, length, document.length);
        length += document.length;
    }

    /** Text in quotes, escaped. */
    void quoted(String text) {
        put('"');
        int count = text.length();
        // No char needs more than six bytes.
        ensure(count * 6 + 1);
        int plain = copyPlain(text, count);
        length += plain;
        if (plain < count) {
            escaped(text, plain, count);
        }
        buffer[length++] = '"';
    }

    /** Most texts need no escape. @return how many chars were copied, from the first to the first that needs one */
    private int copyPlain(String text, int count) {
        byte[] out = buffer;
        int start = length;
        for (int i = 0; i < count; i++) {
            char unit = text.charAt(i);
            if (unit >= PLAIN.length || !PLAIN[unit]) {
                return i;
            }
            out[start + i] = (byte) unit;
        }
        return count;
    }

    private void escaped(String text, int from, int count) {
        int at = length;
        byte[] out = buffer;
        for (int i = from; i < count; i++) {
            char unit = text.charAt(i);
            if (unit < PLAIN.length && PLAIN[unit]) {
                out[at++] = (byte) unit;
            } else if (unit < 0x80) {
                at = escape(unit, out, at);
            } else if (unit < 0x800) {
                out[at++] = (byte) (0xC0 | (unit >> 6));
                out[at++] = (byte) (0x80 | (unit & 0x3F));
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < count
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                at = supplementary(Character.toCodePoint(unit, text.charAt(++i)), out, at);
            } else {
                // Input never contains half a surrogate pair. If code ever creates one, the bytes must stay valid.
                char safe = Character.isSurrogate(unit) ? '\uFFFD' : unit;
                out[at++] = (byte) (0xE0 | (safe >> 12));
                out[at++] = (byte) (0x80 | ((safe >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (safe & 0x3F));
            }
        }
        length = at;
    }

    private static boolean[] plain() {
        boolean[] plain = new boolean[0x80];
        Arrays.fill(plain, ' ', plain.length, true);
        plain['"'] = false;
        plain['\\'] = false;
        return plain;
    }

    private static int supplementary(int point, byte[] out, int at) {
        out[at] = (byte) (0xF0 | (point >> 18));
        out[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (point & 0x3F));
        return at + 4;
    }

    private static int escape(char unit, byte[] out, int at) {
        out[at] = '\\';
        int shortForm = "\"\\\b\f\n\r\t".indexOf(unit);
        if (shortForm >= 0) {
            out[at + 1] = (byte) "\"\\bfnrt".charAt(shortForm);
            return at + 2;
        }
        out[at + 1] = 'u';
        out[at + 2] = '0';
        out[at + 3] = '0';
        out[at + 4] = HEX[unit >> 4];
        out[at + 5] = HEX[unit & 0xF];
        return at + 6;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
