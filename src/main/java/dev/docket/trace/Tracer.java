package dev.docket.trace;

import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;

/** Decides which requests are traced: those whose callers are, and some of those whose callers say nothing. */
public final class Tracer {
    /** Traces nothing. */
    public static final Tracer OFF = new Tracer(-1, InstantSource.system(), span -> {});

    private static final int ALL = 100;

    private final int percent;
    private final InstantSource clock;
    private final Consumer<Span> sink;

    /**
     * A tracer.
     *
     * @param percent of the requests without {@code traceparent} that are traced, 0 to 100
     * @param sink must not block
     */
    public Tracer(int percent, InstantSource clock, Consumer<Span> sink) {
        this.percent = percent;
        this.clock = clock;
        this.sink = sink;
    }

    /** A request begins. @return its trace, if it is to be traced */
    public Optional<Trace> begin(Optional<Parent> parent) {
        if (percent < 0 || !parent.map(Parent::isSampled).orElseGet(this::isChosen)) {
            return Optional.empty();
        }
        return Optional.of(new Trace(
                parent.map(Parent::traceId).orElseGet(Trace::newTraceId),
                parent.map(Parent::spanId).orElse(""),
                clock.millis(),
                sink));
    }

    private boolean isChosen() {
        return percent > 0 && ThreadLocalRandom.current().nextInt(ALL) < percent;
    }
}
