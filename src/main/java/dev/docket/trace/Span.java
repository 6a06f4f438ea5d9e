package dev.docket.trace;

import java.util.Collections;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A piece of work that took time.
 *
 * @param traceId 32 hexadecimal digits
 * @param id 16 hexadecimal digits
 * @param parentId of the span that it is part of; empty if it is the first one
 * @param isRequest whether it is a whole request, otherwise a phase of one
 * @param beganNanos since 1970-01-01T00:00:00Z, and so {@code endedNanos}
 * @param attributes named as OpenTelemetry's conventions have it, ours with {@code docket.}
 * @param hasFailed whether the service is to blame
 */
public record Span(
        String traceId,
        String id,
        String parentId,
        String name,
        boolean isRequest,
        long beganNanos,
        long endedNanos,
        SortedMap<String, String> attributes,
        boolean hasFailed) {
    public Span {
        attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
    }

    /** A phase, which says no more than how long it took. */
    static Span phase(String traceId, String id, String parentId, String name, long beganNanos, long endedNanos) {
        return new Span(traceId, id, parentId, name, false, beganNanos, endedNanos, new TreeMap<>(Map.of()), false);
    }
}
