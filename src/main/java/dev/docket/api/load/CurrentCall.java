package dev.docket.api.load;

import dev.docket.access.Sender;
import io.vertx.core.Context;
import io.vertx.core.Vertx;

/** Who sends the request that is being served, noted in the context that Vert.x keeps for each request. */
public final class CurrentCall {
    private static final Object KEY = CurrentCall.class;

    private CurrentCall() {}

    /** Notes it; to be called on the event loop, where a request begins. */
    public static void set(Sender sender) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, sender);
        }
    }

    /** What was noted; to be called before the work goes to another thread. Nobody outside of a request. */
    public static Sender sender() {
        Context context = Vertx.currentContext();
        Sender noted = context == null ? null : context.getLocal(KEY);
        return noted == null ? Sender.named(Sender.ANONYMOUS) : noted;
    }
}
