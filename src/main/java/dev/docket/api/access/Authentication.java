package dev.docket.api.access;

import dev.docket.access.Caller;
import dev.docket.access.Refusals.Reason;
import dev.docket.access.key.ApiKey;
import dev.docket.access.key.KeyRing;
import dev.docket.api.problem.AccessProblems;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Finds out who sends a request. Credentials that are sent are always looked at: who presents a bad key is refused, also where
 * nobody needs one.
 */
public final class Authentication {
    private static final Found ANYBODY = new Found.Known(new Caller.Anonymous());

    private final boolean isRequired;
    private final KeyRing keys;
    private final Issuer issuer;
    private final KeySessions sessions;

    /** @param isRequired whether those who send no credentials are refused */
    public Authentication(boolean isRequired, KeyRing keys, Issuer issuer, KeySessions sessions) {
        this.isRequired = isRequired;
        this.keys = keys;
        this.issuer = issuer;
        this.sessions = sessions;
    }

    /** Whether those who send no credentials are refused. */
    public boolean isRequired() {
        return isRequired;
    }

    /** To be called on the event loop; usually complete at once. */
    public CompletionStage<Found> of(RoutingContext context) {
        return switch (Credentials.of(context.request().headers().getAll(HttpHeaders.AUTHORIZATION))) {
            case Credentials.None none -> withoutHeader(context);
            case Credentials.Key key -> keys.check(key.key()).thenApply(Authentication::of);
            case Credentials.Token token -> issuer.ofToken(context);
            // A proxy in front may have asked for them, and pass them on.
            case Credentials.Foreign foreign -> done(isRequired ? wrong() : ANYBODY);
            case Credentials.Malformed malformed -> done(wrong());
        };
    }

    /** Who shows a key elsewhere than in a header; empty if what was shown is none. */
    CompletionStage<Found> ofShown(Optional<ApiKey> shown) {
        return shown.map(key -> keys.check(key).thenApply(Authentication::of)).orElseGet(() -> done(wrong()));
    }

    private CompletionStage<Found> withoutHeader(RoutingContext context) {
        Optional<ApiKey> key = sessions.keyOf(context);
        if (key.isPresent()) {
            return OwnPage.isAsking(context)
                    ? keys.check(key.get()).thenApply(Authentication::of)
                    : done(new Found.Refused(Reason.FOREIGN_ORIGIN, AccessProblems.sessionFromElsewhere()));
        }
        return issuer.hasSession(context) ? issuer.ofSession(context) : done(isRequired ? unauthenticated() : ANYBODY);
    }

    private static Found of(KeyRing.Verdict verdict) {
        return switch (verdict) {
            case KeyRing.Verdict.Good good -> new Found.Known(good.holder());
            case KeyRing.Verdict.Unknown unknown -> wrong();
            case KeyRing.Verdict.Expired expired ->
                new Found.Refused(Reason.EXPIRED_CREDENTIALS, AccessProblems.expired(expired.at()));
            case KeyRing.Verdict.Unsure unsure -> new Found.Refused(Reason.CANNOT_CHECK, AccessProblems.cannotCheck());
        };
    }

    private static Found unauthenticated() {
        return new Found.Refused(Reason.NO_CREDENTIALS, AccessProblems.unauthenticated());
    }

    static Found wrong() {
        return new Found.Refused(Reason.WRONG_CREDENTIALS, AccessProblems.wrong());
    }

    private static CompletionStage<Found> done(Found found) {
        return CompletableFuture.completedFuture(found);
    }
}
