package dev.docket.api.load;

import dev.docket.api.problem.ProblemDetail;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * How a request that was let in is refused after all, noted in the context that Vert.x keeps for each request. Those that were let
 * in together may find that there is room for some of them only; whoever then goes on asking waits as if it had not been let in.
 */
public final class CurrentRefusal {
    private static final Object KEY = CurrentRefusal.class;

    private CurrentRefusal() {}

    /** Keeps callers to a pace while they are refused. */
    @FunctionalInterface
    public interface Pace {
        /** Completes with what is answered: at once with the problem, or later with what a caller is told that goes on asking. */
        CompletionStage<ProblemDetail> answer(ProblemDetail problem);
    }

    /** Notes it; to be called on the event loop, where a request begins. */
    public static void set(Pace pace) {
        Context context = Vertx.currentContext();
        if (context != null) {
            context.putLocal(KEY, pace);
        }
    }

    /** Completes with what is answered in place of a problem; outside of a request it is that problem, at once. */
    static CompletionStage<ProblemDetail> answer(ProblemDetail problem) {
        Context context = Vertx.currentContext();
        Pace noted = context == null ? null : context.getLocal(KEY);
        return noted == null ? CompletableFuture.completedFuture(problem) : noted.answer(problem);
    }
}
