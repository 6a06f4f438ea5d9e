package dev.docket.service.privacy;

import dev.docket.order.RequestPath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A path in the request whose values are not stored. It is written as in JSONPath (RFC 9535) with names and {@code [*]}
 * only, such as {@code $.order.lines[*].itemId}, or as every rule's trace has it, {@code order.lines[].itemId}.
 */
record MaskedPath(RequestPath path) {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    // What records are keyed, ordered and counted by, and what a replay needs to name the same decision.
    private static final List<String> NEVER =
            List.of("requestId", "checkpoint", "asOf", "order.netAmount", "order.currency", "order.lines[].lineId");

    /** @throws IllegalArgumentException when the request has no such path, or a record cannot do without its values */
    static MaskedPath of(String text) {
        String plain = text.strip().replaceFirst("^\\$\\.", "").replace("[*]", "[]");
        if (!plain.matches("\\w+(\\[])?(\\.\\w+(\\[])?)*")) {
            throw new IllegalArgumentException(
                    "'%s' is not a path of names and [*], such as $.shipTo.name or $.order.lines[*].itemId"
                            .formatted(text));
        }
        var path = new MaskedPath(RequestPath.of(plain));
        NEVER.stream().filter(path::concerns).findFirst().ifPresent(kept -> {
            throw new IllegalArgumentException("'%s' cannot be masked: records need %s".formatted(text, kept));
        });
        return path;
    }

    /** Whether what stands at another path, without indexes, is the same, a part of it, or holds it. */
    boolean concerns(String other) {
        return isWithin(other, toString()) || isWithin(toString(), other);
    }

    /** Whether it stands for parts of what another one stands for. */
    boolean isInside(MaskedPath outer) {
        return !outer.equals(this) && isWithin(toString(), outer.toString());
    }

    /** Whether an indexed path leads to what is masked or into it. */
    boolean covers(String indexed) {
        return isWithin(INDEX.matcher(indexed).replaceAll("[]"), toString());
    }

    private static boolean isWithin(String inner, String outer) {
        return inner.startsWith(outer)
                && (inner.length() == outer.length() || ".[".indexOf(inner.charAt(outer.length())) >= 0);
    }

    @Override
    public String toString() {
        return path.toString();
    }
}
