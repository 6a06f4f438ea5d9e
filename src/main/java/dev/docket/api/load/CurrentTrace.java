package dev.docket.api.load;

import dev.docket.trace.Trace;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The trace of the request that is being served, if it is traced: on the threads of Vert.x in its context, on ours carried along. */
public final class CurrentTrace {
    private static final Object KEY = CurrentTrace.class;
    private static final ThreadLocal<@Nullable Trace> CARRIED = new ThreadLocal<>();

    private CurrentTrace() {}

    /** Notes it; to be called on the event loop, where a request begins. */
    public static void set(Trace trace) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, trace);
        }
    }

    public static Optional<Trace> get() {
        Trace carried = CARRIED.get();
        if (carried != null) {
            return Optional.of(carried);
        }
        Context context = Vertx.currentContext();
        return context == null ? Optional.empty() : Optional.ofNullable(context.getLocal(KEY));
    }

    /** Work for another thread, which is part of the same trace. */
    static <R> Supplier<R> carrying(Supplier<R> work) {
        Optional<Trace> trace = get();
        if (trace.isEmpty()) {
            return work;
        }
        return () -> {
            CARRIED.set(trace.get());
            try {
                return work.get();
            } finally {
                CARRIED.remove();
            }
        };
    }
}
