package dev.docket.mapping.document;

import dev.docket.json.Echo;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text of XML: in the encoding of its byte order mark, or else in the one that it declares, or else in UTF-8. */
final class XmlText {
    private static final Pattern DECLARED =
            Pattern.compile("^<\\?xml[^>]{0,80}?encoding\\s{0,9}=\\s{0,9}[\"']([A-Za-z][A-Za-z0-9._-]{0,39})[\"']");
    /** The declaration ends within so many bytes. */
    private static final int HEAD = 200;

    private static final int UTF_16_MARK = 0xFEFF;
    private static final int BYTE = 0xFF;

    private XmlText() {}

    /** @throws UnreadableException if it is another encoding, with the place of the first byte that is not of this one */
    static String of(byte[] bytes) {
        if (bytes.length >= 2) {
            int first = (bytes[0] & BYTE) << Byte.SIZE | (bytes[1] & BYTE);
            if (first == UTF_16_MARK || first == Character.reverseBytes((char) UTF_16_MARK)) {
                return Charsets.decode(bytes, StandardCharsets.UTF_16);
            }
        }
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        Matcher declared = DECLARED.matcher(head);
        Charset charset = declared.find() ? charset(declared.group(1)) : StandardCharsets.UTF_8;
        return charset.equals(StandardCharsets.UTF_8) ? Charsets.utf8(bytes) : Charsets.decode(bytes, charset);
    }

    private static Charset charset(String name) {
        try {
            return Charset.forName(name);
        } catch (IllegalArgumentException unknown) {
            throw UnreadableException.at(
                    "line 1",
                    Fault.WRONG_ENCODING,
                    "'%s' is no encoding that is read here. Maybe send UTF-8?".formatted(Echo.of(name)));
        }
    }
}
