package dev.docket.access;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * One call to the service, so that a record can be matched with the logs of those who called and of what lies between.
 *
 * @param id as the caller named it, or a new one
 * @param traceId the distributed trace that it is part of (W3C Trace Context), if any
 */
public record Call(String id, Optional<String> traceId) {
    private static final int MOST_CHARACTERS = 128;
    private static final String MARKS = "._:/=+@-";
    private static final Pattern TRACE_ID = Pattern.compile("(?!0{32})[0-9a-f]{32}");

    /** @throws IllegalArgumentException if an id has another form */
    public Call {
        if (!isId(id)
                || traceId.filter(trace -> !TRACE_ID.matcher(trace).matches()).isPresent()) {
            throw new IllegalArgumentException("'%s' with trace %s is not the id of a call".formatted(id, traceId));
        }
    }

    /** Whether a text can name a call: 1 to 128 letters, digits and {@code ._:/=+@-}. */
    public static boolean isId(String text) {
        return !text.isEmpty()
                && text.length() <= MOST_CHARACTERS
                && text.chars().allMatch(Call::isOfId);
    }

    private static boolean isOfId(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || MARKS.indexOf(c) >= 0;
    }

    /** Reads what {@link #text} wrote. @throws IllegalArgumentException if it is something else */
    public static Call parse(String text) {
        int blank = text.indexOf(' ');
        return blank < 0
                ? new Call(text, Optional.empty())
                : new Call(text.substring(0, blank), Optional.of(text.substring(blank + 1)));
    }

    /** Both in one text. */
    public String text() {
        return traceId.map(trace -> id + " " + trace).orElse(id);
    }
}
