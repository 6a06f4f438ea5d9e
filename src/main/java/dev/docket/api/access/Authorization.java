package dev.docket.api.access;

import dev.docket.access.Call;
import dev.docket.access.Caller;
import dev.docket.access.Permissions;
import dev.docket.access.Refusals;
import dev.docket.access.Refusals.Reason;
import dev.docket.access.key.ApiKey;
import dev.docket.api.problem.AccessProblems;
import dev.docket.api.problem.ProblemDetail;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Whether a request may go on: who sends it, and whether that caller may ask for this operation. Every refusal leaves a trace. */
public final class Authorization {
    private static final String ANSWERED = "Docket-Caller";
    private static final String CALLER = Caller.class.getName();
    private static final Caller ANYBODY = new Caller.Anonymous();

    private final Authentication authentication;
    private final Permissions permissions;
    private final Refusals refusals;

    /** What came of it. */
    public sealed interface Verdict {
        record Let(Caller caller) implements Verdict {}

        record Refused(ProblemDetail problem) implements Verdict {}
    }

    public Authorization(Authentication authentication, Permissions permissions, Refusals refusals) {
        this.authentication = authentication;
        this.permissions = permissions;
        this.refusals = refusals;
    }

    /** Who sends a request that went on. */
    public static Caller callerOf(RoutingContext context) {
        Caller caller = context.get(CALLER);
        return caller == null ? ANYBODY : caller;
    }

    /** Whether everybody must say who calls. */
    public boolean isRequired() {
        return authentication.isRequired();
    }

    /** To be called on the event loop; usually complete at once. */
    public CompletionStage<Verdict> of(RoutingContext context, String operationId, Call call) {
        // Whether the service is alive is answered without looking at any credentials.
        if (permissions.isOpen(operationId)) {
            return CompletableFuture.completedFuture(new Verdict.Let(ANYBODY));
        }
        return authentication.of(context).thenApply(found -> switch (found) {
            case Found.Known known -> of(known.caller(), context, operationId, call);
            case Found.Refused refused -> {
                note(refused.reason(), context.request(), "", operationId, call);
                yield new Verdict.Refused(refused.problem());
            }
        });
    }

    /**
     * Whether a session may begin with a key. Whoever guesses keys is noted here as at every other door.
     *
     * @param shown what was typed; empty if it is no key
     */
    public CompletionStage<Verdict> ofShown(Optional<ApiKey> shown, RoutingContext context, Call call) {
        return authentication.ofShown(shown).thenApply(found -> switch (found) {
            case Found.Known known -> new Verdict.Let(known.caller());
            case Found.Refused refused -> {
                note(refused.reason(), context.request(), "", "openSession", call);
                yield new Verdict.Refused(refused.problem());
            }
        });
    }

    /** Notes a refusal that somebody else decided on. */
    public void noteForeignOrigin(HttpServerRequest request, Call call) {
        note(Reason.FOREIGN_ORIGIN, request, "", "a page of another site", call);
    }

    /**
     * Why a request that was let in may not go on, now that time has passed; nothing if it may. To be called on the event loop; its answer
     * may have begun.
     */
    public CompletionStage<Optional<ProblemDetail>> refusalNow(RoutingContext context, String operationId, Call call) {
        return authentication.of(context).thenApply(found -> switch (found) {
            case Found.Known known ->
                switch (permitted(known.caller(), context, operationId, call)) {
                    case Verdict.Let let -> Optional.empty();
                    case Verdict.Refused refused -> Optional.of(refused.problem());
                };
            case Found.Refused refused -> {
                note(refused.reason(), context.request(), "", operationId, call);
                yield Optional.of(refused.problem());
            }
        });
    }

    private Verdict of(Caller caller, RoutingContext context, String operationId, Call call) {
        context.put(CALLER, caller);
        if (caller instanceof Caller.Named) {
            context.response().putHeader(ANSWERED, caller.label());
        }
        return permitted(caller, context, operationId, call);
    }

    private Verdict permitted(Caller caller, RoutingContext context, String operationId, Call call) {
        return switch (permissions.of(operationId, caller)) {
            case Permissions.Verdict.Allowed allowed -> new Verdict.Let(caller);
            case Permissions.Verdict.NeedsName unnamed -> {
                note(Reason.NO_CREDENTIALS, context.request(), "", operationId, call);
                yield new Verdict.Refused(AccessProblems.unauthenticated());
            }
            case Permissions.Verdict.NeedsRole role -> {
                note(Reason.MISSING_ROLE, context.request(), caller.label() + " at ", operationId, call);
                yield new Verdict.Refused(AccessProblems.forbidden(caller, role.anyOf()));
            }
        };
    }

    private void note(Reason reason, HttpServerRequest request, String label, String what, Call call) {
        refusals.add(reason, label + request.connection().remoteAddress().hostAddress(), what, call.id());
    }
}
