package dev.docket.journal.record;

import dev.docket.digest.Digest;
import java.util.Locale;

/**
 * Which mapping made the request of the document that was sent.
 *
 * @param mapping its name
 * @param bundle the digest of the bundle that it is part of
 */
public record MappedBy(String mapping, Digest bundle) {
    public MappedBy {
        if (mapping.isEmpty() || mapping.indexOf(' ') >= 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' is no name of a mapping", mapping));
        }
    }

    /** In one line, for stores. */
    public String text() {
        return mapping + " " + bundle.text();
    }

    /** Parses the output of {@link #text}. @throws IllegalArgumentException if a text cannot have been written by this class */
    public static MappedBy parse(String text) {
        int blank = text.indexOf(' ');
        if (blank < 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "'%s' names no mapping", text));
        }
        return new MappedBy(text.substring(0, blank), new Digest(text.substring(blank + 1)));
    }
}
