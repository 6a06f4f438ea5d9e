package dev.docket.api.access;

import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Vouches for people and systems that have no key of this service. */
public interface Issuer {
    /** Where there is none: whoever comes with a token is not believed. */
    Issuer NONE = new Issuer() {
        @Override
        public CompletionStage<Found> ofToken(RoutingContext context) {
            return CompletableFuture.completedFuture(Authentication.wrong());
        }

        @Override
        public boolean hasSession(RoutingContext context) {
            return false;
        }

        @Override
        public CompletionStage<Found> ofSession(RoutingContext context) {
            return CompletableFuture.completedFuture(Authentication.wrong());
        }
    };

    /** Whose token it is that a request has as its one credential. */
    CompletionStage<Found> ofToken(RoutingContext context);

    /** Whether a request has a cookie that says that somebody logged in. */
    boolean hasSession(RoutingContext context);

    /** Who logged in, as a request's cookie has it. */
    CompletionStage<Found> ofSession(RoutingContext context);
}
