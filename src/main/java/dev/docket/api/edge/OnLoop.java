package dev.docket.api.edge;

import io.vertx.core.Context;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;

/** What a request does when something that it waits for is there. */
final class OnLoop {
    private OnLoop() {}

    /** Goes on at once if it can, and otherwise on the request's own context. Its body waits meanwhile: nobody reads it yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // both ends go on with the request
    static <T> void then(RoutingContext context, CompletionStage<T> stage, Consumer<T> next) {
        CompletableFuture<T> future = stage.toCompletableFuture();
        if (future.isDone()) {
            next.accept(future.join());
            return;
        }
        Context own = context.vertx().getOrCreateContext();
        future.whenComplete((value, failure) -> own.runOnContext(unused -> {
            if (failure == null) {
                next.accept(value);
            } else {
                context.fail(failure);
            }
        }));
    }
}
