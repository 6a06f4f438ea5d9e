package dev.docket.service.privacy;

import dev.docket.order.RequestPath;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A request path whose values are not stored. Written as JSONPath (RFC 9535) with names and {@code [*]}
 * only, such as {@code $.order.lines[*].itemId}, or as in traces, {@code order.lines[].itemId}.
 */
record MaskedPath(RequestPath path) {
    private static final Pattern INDEX = Pattern.compile("\\[\\d+]");

    // Records are keyed, ordered and counted by these, and a replay needs them to name the same decision.
    // The time zone says which day it is, and that day shows in the dates that actions propose.
    private static final List<String> NEVER = List.of(
            "requestId",
            "checkpoint",
            "asOf",
            "order.netAmount",
            "order.currency",
            "order.lines[].lineId",
            "warehouse.timeZone");

    /** @throws IllegalArgumentException if the request has no such path, or records need its values */
    static MaskedPath of(String text) {
        String plain = text.strip().replaceFirst("^\\$\\.", "").replace("[*]", "[]");
        if (!plain.matches("\\w+(\\[])?(\\.[\\w-]+(\\[])?)*")) {
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

    /** Whether another path, without indexes, is the same, a part of this one, or contains it. */
    boolean concerns(String other) {
        return isWithin(other, toString()) || isWithin(toString(), other);
    }

    /** Whether this path is inside another one. */
    boolean isInside(MaskedPath outer) {
        return !outer.equals(this) && isWithin(toString(), outer.toString());
    }

    /** Whether an indexed path is masked or inside a masked value. */
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
