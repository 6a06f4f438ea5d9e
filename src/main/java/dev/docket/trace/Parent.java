package dev.docket.trace;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The span of the caller, by {@code traceparent} (W3C Trace Context).
 *
 * @param traceId 32 hexadecimal digits
 * @param spanId 16 hexadecimal digits
 * @param isSampled whether the caller records its trace
 */
public record Parent(String traceId, String spanId, boolean isSampled) {
    /** Version 00; of a later version, what begins like it. */
    private static final Pattern HEADER =
            Pattern.compile("(?!ff)[0-9a-f]{2}-((?!0{32})[0-9a-f]{32})-((?!0{16})[0-9a-f]{16})-([0-9a-f]{2})(?:-.*)?");

    private static final int HEX = 16;

    /** Reads the header; nothing if there is none or it is malformed. */
    public static Optional<Parent> of(@Nullable String header) {
        Matcher parts = HEADER.matcher(header == null ? "" : header);
        return parts.matches()
                ? Optional.of(
                        new Parent(parts.group(1), parts.group(2), (Integer.parseInt(parts.group(3), HEX) & 1) == 1))
                : Optional.empty();
    }
}
