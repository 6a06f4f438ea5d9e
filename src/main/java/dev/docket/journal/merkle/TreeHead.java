package dev.docket.journal.merkle;

import java.time.DateTimeException;
import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A log's commitment to its first records, in order (C2SP tlog-checkpoint).
 *
 * @param origin the log's unique name
 * @param size the number of records
 * @param root the root of the tree over them
 * @param at when it was signed; an extension line, which other C2SP readers ignore
 * @param number its number in the log, from 1 without gaps; another extension line
 */
public record TreeHead(String origin, long size, Hash root, Instant at, long number) {
    private static final Pattern FORM = Pattern.compile("""
            ([^\\n]{1,200})
            (0|[1-9][0-9]{0,17})
            ([A-Za-z0-9+/]{43}=)
            at ([0-9TZ:.-]{20,30})
            number ([1-9][0-9]{0,17})
            """);

    /** The text of a note. */
    public String text() {
        return origin + "\n" + size + "\n" + root.base64() + "\nat " + at + "\nnumber " + number + "\n";
    }

    /** Parses a note's text. Accepts only the exact format. */
    public static Optional<TreeHead> parse(String text) {
        var form = FORM.matcher(text);
        if (!form.matches()) {
            return Optional.empty();
        }
        try {
            var checkpoint = new TreeHead(
                    form.group(1),
                    Long.parseLong(form.group(2)),
                    Hash.parseBase64(form.group(3)),
                    Instant.parse(form.group(4)),
                    Long.parseLong(form.group(5)));
            return Optional.of(checkpoint).filter(same -> same.text().equals(text));
        } catch (IllegalArgumentException | DateTimeException otherForm) {
            return Optional.empty();
        }
    }
}
