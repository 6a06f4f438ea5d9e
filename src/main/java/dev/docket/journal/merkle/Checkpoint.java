package dev.docket.journal.merkle;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What a log commits to: its first records, in their order (C2SP tlog-checkpoint).
 *
 * @param origin names the log, unique among all
 * @param size how many records
 * @param root of the tree over them
 */
public record Checkpoint(String origin, long size, Hash root) {
    // Lines after the root are extensions: they are signed, and ignored.
    private static final Pattern FORM = Pattern.compile(
            "([^\\n]{1,200})\\n(0|[1-9][0-9]{0,17})\\n([A-Za-z0-9+/]{43}=)\\n(?:[^\\n]{1,200}\\n){0,20}");

    /** The text of a note. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\n";
    }

    /** Reads the text of a note; anything but its exact form is none. */
    public static Optional<Checkpoint> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            return Optional.of(
                    new Checkpoint(form.group(1), Long.parseLong(form.group(2)), Hash.parseBase64(form.group(3))));
        } catch (IllegalArgumentException trailingBits) {
            return Optional.empty();
        }
    }
}
