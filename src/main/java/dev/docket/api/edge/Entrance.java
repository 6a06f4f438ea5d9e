package dev.docket.api.edge;

import dev.docket.access.Call;
import dev.docket.access.Caller;
import dev.docket.access.Sender;
import dev.docket.api.answer.RequestEnd;
import dev.docket.api.body.RequestPace;
import dev.docket.api.body.StatedBody;
import dev.docket.api.load.Admission;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.CurrentCaller;
import dev.docket.api.load.CurrentRefusal;
import dev.docket.api.load.Pools;
import dev.docket.api.load.RateLimiter;
import dev.docket.api.load.Work;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Lets requests in as far as there is room, and each caller as often as it may. To be used on their event loop. */
@Singleton
class Entrance {
    private static final String REFUSALS_OF = "refusals of ";

    private final HttpSettings settings;
    private final Callers callers;
    private final RateLimiter limiter;
    private final Admission admission;
    private final Pools pools;
    private final Connections connections;
    private final EarlyAnswers answers;

    Entrance(HttpSettings settings, Callers callers, Pools pools, Connections connections, EarlyAnswers answers) {
        this.settings = settings;
        this.callers = callers;
        this.limiter = new RateLimiter(settings.rates());
        this.admission = new Admission(settings.bytesInFlight(), settings.answerBytesHeld());
        this.pools = pools;
        this.connections = connections;
        this.answers = answers;
    }

    /**
     * Lets a request go on to its resource, or refuses it.
     *
     * @param hasWholeBody whether its body is read as a whole before the resource begins
     */
    void admit(RoutingContext context, Work work, Caller known, Call call, boolean hasWholeBody) {
        HttpServerRequest request = context.request();
        CurrentCall.set(new Sender(callers.label(known, request), Optional.of(call)));
        String caller = callers.key(known, request);
        Optional<RateLimiter.Quota> quota = limiter.take(work, caller, System.nanoTime());
        quota.ifPresent(left -> announce(left, context.response()));
        if (quota.isPresent() && !quota.get().isGranted()) {
            connections.answerLater(() -> answers.problem(
                    context, Problems.tooManyRequests(quota.get().perSecond())));
            return;
        }
        boolean isBodyAwaited = hasWholeBody && StatedBody.isThere(request);
        if (!pools.hasRoom(work, caller)) {
            refuse(context, Problems.busy("Too many requests are waiting already."));
            return;
        }
        Optional<Admission.Place> place =
                admission.enter(work, caller, isBodyAwaited ? StatedBody.mostBytes(request, settings.bodyBytes()) : 0);
        if (place.isEmpty()) {
            refuse(context, Problems.busy("Too many requests are in progress."));
            return;
        }
        enter(context, place.get(), caller, RequestPace.watch(request, isBodyAwaited, work.isStream()));
    }

    private void enter(RoutingContext context, Admission.Place place, String caller, RequestPace pace) {
        HttpServerRequest request = context.request();
        RequestEnd end = new RequestEnd(place);
        pace.noteIn(context);
        end.noteIn(context);
        CurrentCaller.set(caller);
        CurrentRefusal.set(problem -> paced(request, problem));
        Runnable leave = connections.busy(request, pace);
        context.addEndHandler(ended -> {
            try {
                end.over();
            } finally {
                leave.run();
                if (end.isLong()) {
                    connections.whenTaken(request, place::leave);
                } else {
                    place.leave();
                }
            }
        });
        context.next();
    }

    /** Refuses a request at its address's rate. */
    void refuse(RoutingContext context, ProblemDetail problem) {
        OnLoop.then(context, paced(context.request(), problem), answer -> answers.problem(context, answer));
    }

    /**
     * Refusals cost little, but not nothing: thousands a second would keep the event loops from answering others in time. So an
     * address has a rate for them, too, beside that of what it is let do.
     */
    private CompletionStage<ProblemDetail> paced(HttpServerRequest request, ProblemDetail problem) {
        Optional<RateLimiter.Quota> quota =
                limiter.take(Work.READING, REFUSALS_OF + Callers.address(request), System.nanoTime());
        if (quota.isEmpty() || quota.get().isGranted()) {
            return CompletableFuture.completedFuture(problem);
        }
        CompletableFuture<ProblemDetail> later = new CompletableFuture<>();
        connections.answerLater(
                () -> later.complete(Problems.tooManyRequests(quota.get().perSecond())));
        return later;
    }

    // As draft-ietf-httpapi-ratelimit-headers-10 has it.
    private static void announce(RateLimiter.Quota quota, HttpServerResponse response) {
        String name = quota.work().name().toLowerCase(Locale.ROOT);
        response.putHeader("RateLimit-Policy", String.format(Locale.ROOT, "\"%s\";q=%d;w=1", name, quota.perSecond()))
                .putHeader("RateLimit", String.format(Locale.ROOT, "\"%s\";r=%d;t=1", name, quota.remaining()));
    }
}
