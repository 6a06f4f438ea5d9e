package dev.docket.api.load;

import dev.docket.access.Call;
import java.util.Map;
import java.util.function.Supplier;
import org.jboss.logging.MDC;

/** The fields that log records get of the call during which they are logged: {@code requestId} and {@code traceId}. */
public final class LogFields {
    private static final String REQUEST = "requestId";
    private static final String TRACE = "traceId";

    private LogFields() {}

    /** Notes them for the request that begins; to be called on the event loop, in the request's own context. */
    public static void set(Call call) {
        MDC.put(REQUEST, call.id());
        call.traceId().ifPresent(trace -> MDC.put(TRACE, trace));
    }

    /** Work for another thread, which has the fields that this one has now. */
    static <R> Supplier<R> carrying(Supplier<R> work) {
        Map<String, Object> fields = MDC.getMap();
        if (fields == null || fields.isEmpty()) {
            return work;
        }
        return () -> {
            fields.forEach(MDC::put);
            try {
                return work.get();
            } finally {
                fields.keySet().forEach(MDC::remove);
            }
        };
    }

    /** Does something with the fields of a call and one more. */
    public static void with(Call call, String name, String value, Runnable work) {
        set(call);
        MDC.put(name, value);
        try {
            work.run();
        } finally {
            MDC.remove(name);
            MDC.remove(TRACE);
            MDC.remove(REQUEST);
        }
    }
}
