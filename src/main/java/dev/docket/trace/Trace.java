package dev.docket.trace;

import java.util.Locale;
import java.util.SortedMap;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** What this service adds to one trace: a span for the request, and one for each phase of it. Thread-safe. */
public final class Trace {
    /** A batch has phases for each of its lines. */
    private static final int MOST_PHASES = 96;

    private final String traceId;
    private final String parentId;
    private final String id = newId();
    private final Consumer<Span> sink;
    private final AtomicInteger phases = new AtomicInteger();

    // Of one clock that never jumps, put where the other one was when the request began.
    private final long beganNanos;
    private final long shift;

    Trace(String traceId, String parentId, long nowMillis, Consumer<Span> sink) {
        this.traceId = traceId;
        this.parentId = parentId;
        this.sink = sink;
        long monotonic = System.nanoTime();
        beganNanos = TimeUnit.MILLISECONDS.toNanos(nowMillis);
        shift = beganNanos - monotonic;
    }

    /** A phase begins. @return to be run when it has ended, on whatever thread */
    public Runnable begin(String phase) {
        if (phases.incrementAndGet() > MOST_PHASES) {
            return () -> {};
        }
        long began = now();
        return () -> sink.accept(Span.phase(traceId, newId(), id, phase, began, now()));
    }

    /** The request has ended. */
    public void end(String name, SortedMap<String, String> attributes, boolean hasFailed) {
        sink.accept(new Span(traceId, id, parentId, name, true, beganNanos, now(), attributes, hasFailed));
    }

    private long now() {
        return System.nanoTime() + shift;
    }

    static String newTraceId() {
        return newId() + newId();
    }

    // Never all zeros.
    private static String newId() {
        return String.format(Locale.ROOT, "%016x", ThreadLocalRandom.current().nextLong() | 1);
    }
}
