package dev.docket.mapping.document;

import dev.docket.json.Echo;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** The text of an interchange: EDIFACT says in its first segment how it is encoded, and X12 is taken for UTF-8. */
final class Interchange {
    private static final Map<String, String> BY_SYNTAX = Map.ofEntries(
            Map.entry("UNOA", "US-ASCII"),
            Map.entry("UNOB", "US-ASCII"),
            Map.entry("UNOC", "ISO-8859-1"),
            Map.entry("UNOD", "ISO-8859-2"),
            Map.entry("UNOE", "ISO-8859-5"),
            Map.entry("UNOF", "ISO-8859-7"),
            Map.entry("UNOG", "ISO-8859-3"),
            Map.entry("UNOH", "ISO-8859-4"),
            Map.entry("UNOI", "ISO-8859-6"),
            Map.entry("UNOJ", "ISO-8859-8"),
            Map.entry("UNOK", "ISO-8859-9"),
            Map.entry("UNOW", "UTF-8"),
            Map.entry("UNOY", "UTF-8"));
    /** UNA and UNB begin within so many bytes. */
    private static final int HEAD = 64;

    private static final int SYNTAX_LENGTH = 4;

    private Interchange() {}

    static String text(Format format, byte[] bytes) {
        String text = format == Format.EDIFACT ? Charsets.decode(bytes, charset(bytes)) : Charsets.utf8(bytes);
        String begins = format == Format.EDIFACT ? "UN" : "ISA";
        if (!text.stripLeading().startsWith(begins)) {
            throw UnreadableException.at(
                    "character 1",
                    Fault.SYNTAX,
                    "not an interchange: it does not begin with %s"
                            .formatted(format == Format.EDIFACT ? "UNA or UNB" : "ISA"));
        }
        return text.stripLeading();
    }

    /** How an interchange of EDIFACT is encoded. */
    static Charset charset(byte[] bytes) {
        String head = new String(bytes, 0, Math.min(bytes.length, HEAD), StandardCharsets.ISO_8859_1);
        int unb = head.indexOf("UNB");
        int from = unb + SYNTAX_LENGTH;
        if (unb < 0 || head.length() < from + SYNTAX_LENGTH) {
            return StandardCharsets.UTF_8;
        }
        String syntax = head.substring(from, from + SYNTAX_LENGTH);
        String name = BY_SYNTAX.get(syntax);
        if (name == null) {
            throw UnreadableException.at(
                    "segment 1 (UNB) element 1",
                    Fault.WRONG_ENCODING,
                    "'%s' is no syntax identifier that is read here. Known: %s"
                            .formatted(
                                    Echo.of(syntax),
                                    String.join(
                                            ", ",
                                            BY_SYNTAX.keySet().stream().sorted().toList())));
        }
        return Charset.forName(name);
    }
}
