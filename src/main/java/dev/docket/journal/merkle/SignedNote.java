package dev.docket.journal.merkle;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/**
 * A text with its signatures (C2SP signed-note).
 *
 * @param text whole lines, without the empty line at the end
 */
public record SignedNote(String text, List<Line> signatures) {
    static final String DASH = "\u2014 ";
    private static final int MOST_SIGNATURES = 16;

    public SignedNote {
        signatures = List.copyOf(signatures);
    }

    /**
     * One signature.
     *
     * @param name of the key
     * @param signed four bytes that identify the key, and the signature
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Line(String name, byte[] signed) {}

    /** Parses a note. Accepts only the exact format. */
    public static Optional<SignedNote> parse(String note) {
        int split = note.lastIndexOf("\n\n");
        if (split < 0 || !note.endsWith("\n") || note.chars().anyMatch(c -> c < ' ' && c != '\n')) {
            return Optional.empty();
        }
        var lines = note.substring(split + 2).split("\n", -1);
        // The last element is the empty text after the final line feed.
        if (lines.length < 2 || lines.length > MOST_SIGNATURES + 1) {
            return Optional.empty();
        }
        var signatures = new ArrayList<Line>();
        for (var line : List.of(lines).subList(0, lines.length - 1)) {
            var signature = signature(line);
            if (signature.isEmpty()) {
                return Optional.empty();
            }
            signatures.add(signature.get());
        }
        return Optional.of(new SignedNote(note.substring(0, split + 1), signatures));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static Optional<Line> signature(String line) {
        var words = line.startsWith(DASH) ? line.substring(DASH.length()).split(" ", -1) : new String[0];
        if (words.length != 2 || words[0].isEmpty()) {
            return Optional.empty();
        }
        try {
            var signed = Base64.getDecoder().decode(words[1]);
            // Several Base64 texts can encode the same bytes; a note allows only one.
            boolean isExact = Base64.getEncoder().encodeToString(signed).equals(words[1]);
            return isExact && signed.length > NoteVerifier.ID_BYTES
                    ? Optional.of(new Line(words[0], signed))
                    : Optional.empty();
        } catch (IllegalArgumentException noBase64) {
            return Optional.empty();
        }
    }
}
