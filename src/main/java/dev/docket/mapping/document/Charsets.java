package dev.docket.mapping.document;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.Charset;
import java.nio.charset.CoderResult;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** Turns bytes into text, strictly. */
final class Charsets {
    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private Charsets() {}

    /** The text of UTF-8, without a byte order mark. */
    static String utf8(byte[] bytes) {
        String text = decode(bytes, StandardCharsets.UTF_8);
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    /** @throws UnreadableException if it is another encoding, with the place of the first byte that is not of this one */
    static String decode(byte[] bytes, Charset charset) {
        ByteBuffer in = ByteBuffer.wrap(bytes);
        CharBuffer out = CharBuffer.allocate(bytes.length + 1);
        CoderResult result = charset.newDecoder().decode(in, out, true);
        if (result.isError()) {
            throw UnreadableException.at(
                    String.format(Locale.ROOT, "byte %d", in.position() + 1),
                    Fault.WRONG_ENCODING,
                    String.format(
                            Locale.ROOT,
                            "the document is not %s: the byte 0x%02X does not belong there. Maybe it was written as"
                                    + " ISO-8859-1 or Windows-1252?",
                            charset.name(),
                            bytes[in.position()] & 0xFF));
        }
        return out.flip().toString();
    }
}
