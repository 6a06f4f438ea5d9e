package dev.docket.api.load;

import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Whose request is being served, noted in the context that Vert.x keeps for each request. */
public final class CurrentCaller {
    private static final Object KEY = CurrentCaller.class;
    private static final String UNKNOWN = "";

    private CurrentCaller() {}

    /** Notes it; to be called on the event loop, where a request begins. */
    public static void set(String caller) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, caller);
        }
    }

    /** What was noted; empty outside of a request. */
    public static String get() {
        Context context = Vertx.currentContext();
        String noted = context == null ? null : context.getLocal(KEY);
        return noted == null ? UNKNOWN : noted;
    }
}
