package dev.docket.api.edge;

import dev.docket.access.Call;
import dev.docket.access.Caller;
import dev.docket.access.Sender;
import dev.docket.api.access.Authorization;
import dev.docket.api.answer.RequestEnd;
import dev.docket.api.health.Starting;
import dev.docket.api.load.Admission;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.CurrentCaller;
import dev.docket.api.load.CurrentRefusal;
import dev.docket.api.load.LogFields;
import dev.docket.api.load.Pools;
import dev.docket.api.load.RateLimiter;
import dev.docket.api.load.Work;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.text.Suggestion;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What every request passes first, on the event loop: who it is for, whether the contract knows the operation, whether there
 * is room for it. What is refused here has cost nothing else.
 */
@Singleton
public class Gate {
    private static final int FIRST = 10_000;
    private static final int REFUSED_STREAM = 0x7;
    private static final int FORBIDDEN = 403;
    private static final String REFUSALS_OF = "refusals of ";
    private static final String PACE = RequestPace.class.getName();
    private static final String TEMPLATE = Operations.Template.class.getName();

    /** The framework takes forms apart on the event loop, into as many fields as there are. Browsers say how long theirs is. */
    private static final int LARGEST_FORM = 256 * 1024;

    /** They find out themselves which names they do not know, with everything else that is wrong. */
    private static final Set<String> READ_THEIR_QUERY = Set.of("findDecisions", "exportNdjson", "exportCsv");

    // Ready to be sent: every refusal has them, too.
    private static final Map<CharSequence, CharSequence> FOR_BROWSERS = Map.of(
            HttpHeaders.createOptimized("X-Content-Type-Options"),
            HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("Content-Security-Policy"),
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
            HttpHeaders.createOptimized("Cross-Origin-Resource-Policy"),
            HttpHeaders.createOptimized("same-origin"),
            HttpHeaders.createOptimized("Referrer-Policy"),
            HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.createOptimized("no-store"));

    private final Operations operations;
    private final Hosts hosts;
    private final Callers callers;
    private final HttpSettings settings;
    private final RateLimiter limiter;
    private final Admission admission;
    private final Connections connections;
    private final Authorization authorization;
    private final Drain drain;
    private final Starting starting;
    private final Pools pools;
    private final ErrorPages errorPages;
    private final TracedRequests traces;

    Gate(
            ApiContract contract,
            HttpSettings settings,
            Callers callers,
            Authorization authorization,
            Connections connections,
            Drain drain,
            Starting starting,
            Pools pools,
            ErrorPages errorPages,
            TracedRequests traces) {
        this.authorization = authorization;
        this.operations = contract.operations();
        this.hosts = settings.hosts();
        this.callers = callers;
        this.settings = settings;
        this.limiter = new RateLimiter(settings.rates());
        this.admission = new Admission(settings.bytesInFlight(), settings.answerBytesHeld());
        this.connections = connections;
        this.drain = drain;
        this.starting = starting;
        this.pools = pools;
        this.errorPages = errorPages;
        this.traces = traces;
    }

    void open(@Observes Filters filters) {
        filters.register(this::enter, FIRST);
    }

    /** What nothing else answered or caught is answered as everything is. */
    void close(@Observes Router router) {
        router.route().order(-FIRST - 1).failureHandler(this::fail);
    }

    private void fail(RoutingContext context) {
        HttpServerResponse response = context.response();
        if (response.ended() || response.closed()) {
            return;
        }
        if (response.headWritten()) {
            // Half an answer must not look like a whole one.
            response.reset();
            return;
        }
        secure(response, context.request().isSSL());
        end(context, problem(context));
    }

    // The framework looks at the host before anything else, and gives up on one that is malformed.
    private ProblemDetail problem(RoutingContext context) {
        Throwable failure = context.failure();
        return hosts.refusal(host(context.request()), null)
                .orElseGet(() ->
                        failure == null ? ErrorMapper.problem(context.statusCode()) : ErrorMapper.problem(failure));
    }

    /** The pace of a request that is a stream. */
    public static RequestPace paceOf(RoutingContext context) {
        return context.get(PACE);
    }

    /** The path of the contract that a request was taken for; nothing if it was let by without being in the contract. */
    static Operations.@Nullable Template templateOf(RoutingContext context) {
        return context.get(TEMPLATE);
    }

    /** Whether there is one way only to read the path: no parameters of a segment, nothing to be resolved or joined. */
    private static boolean isPlain(RoutingContext context) {
        String path = context.request().path();
        return path != null && path.equals(context.normalizedPath()) && path.indexOf(';') < 0;
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        secure(context.response(), request.isSSL());
        Call call = Calls.of(request);
        Calls.announce(call, request, context.response());
        LogFields.set(call);
        traces.begin(context, call);
        context.addEndHandler(ended -> connections.endUnread(request));
        drain.watch(context);
        Optional<ProblemDetail> foreign = hosts.refusal(host(request), request.getHeader(HttpHeaders.ORIGIN));
        if (foreign.isPresent()) {
            if (foreign.get().status() == FORBIDDEN) {
                authorization.noteForeignOrigin(request, call);
            }
            end(context, foreign.get());
            return;
        }
        Optional<Operations.Template> template =
                isPlain(context) ? operations.at(context.normalizedPath()) : Optional.empty();
        if (starting.isOn()) {
            meanwhile(
                    context,
                    template.flatMap(found -> found.operation(request.method().name())));
            return;
        }
        if (template.isEmpty()) {
            unlisted(context, call);
            return;
        }
        context.put(TEMPLATE, template.get());
        Optional<Operations.Operation> operation =
                template.get().operation(request.method().name());
        if (operation.isEmpty()) {
            end(context, wrongMethod(request.method(), template.get()));
            return;
        }
        if (connections.isFull(request)) {
            context.response().reset(REFUSED_STREAM);
            return;
        }
        then(context, authorization.of(context, operation.get().id(), call), verdict -> {
            switch (verdict) {
                case Authorization.Verdict.Let let -> let(context, operation.get(), let.caller(), call);
                case Authorization.Verdict.Refused refused -> refuse(context, refused.problem());
            }
        });
    }

    /** Nothing behind the gate is made yet. */
    private void meanwhile(RoutingContext context, Optional<Operations.Operation> operation) {
        operation
                .flatMap(asked -> Starting.answer(asked.id()))
                .ifPresentOrElse(
                        health -> end(
                                context,
                                health.status(),
                                "application/json; charset=UTF-8",
                                Buffer.buffer(health.json())),
                        () -> end(context, Problems.starting()));
    }

    /** Goes on at once if it can, and otherwise on the request's own context. Its body waits meanwhile: nobody reads it yet. */
    @SuppressWarnings("FutureReturnValueIgnored") // both ends go on with the request
    private static <T> void then(RoutingContext context, CompletionStage<T> stage, Consumer<T> next) {
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

    /** What the contract does not list is answered by what the framework makes of it, and only where all are trusted alike. */
    private void unlisted(RoutingContext context, Call call) {
        if (authorization.isRequired()) {
            refuse(context, ErrorMapper.problem(404));
            return;
        }
        admit(context, Work.READING, new Caller.Anonymous(), call, false);
    }

    private void let(RoutingContext context, Operations.Operation operation, Caller caller, Call call) {
        String id = operation.id();
        List<Problem> unknown = READ_THEIR_QUERY.contains(id) ? List.of() : unknownNames(context, operation);
        if (!unknown.isEmpty()) {
            end(context, ProblemDetail.invalid(unknown));
            return;
        }
        Work work = Work.of(id);
        // Whoever reads the body would wait for all of it first.
        boolean isForm = operation.takes() == Operations.Takes.FORM;
        int most = isForm ? LARGEST_FORM : settings.bodyBytes();
        long stated = statedBytes(context.request());
        if (work != Work.STREAMING && stated > most) {
            end(context, Problems.tooLarge(most));
            return;
        }
        if (isForm && stated < 0 && hasBody(context.request())) {
            end(context, Problems.lengthRequired());
            return;
        }
        // What is no stream is taken as a whole before a resource begins, whatever the resource makes of it.
        boolean hasWholeBody = operation.takes() != Operations.Takes.NOTHING && work != Work.STREAMING;
        admit(context, work, caller, call, hasWholeBody);
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

    private void refuse(RoutingContext context, ProblemDetail problem) {
        then(context, paced(context.request(), problem), answer -> end(context, answer));
    }

    private void admit(RoutingContext context, Work work, Caller known, Call call, boolean hasWholeBody) {
        HttpServerRequest request = context.request();
        CurrentCall.set(new Sender(callers.label(known, request), Optional.of(call)));
        String caller = callers.key(known, request);
        Optional<RateLimiter.Quota> quota = limiter.take(work, caller, System.nanoTime());
        quota.ifPresent(left -> announce(left, context.response()));
        if (quota.isPresent() && !quota.get().isGranted()) {
            connections.answerLater(
                    () -> end(context, Problems.tooManyRequests(quota.get().perSecond())));
            return;
        }
        boolean isBodyAwaited = hasWholeBody && hasBody(request);
        if (!pools.hasRoom(work, caller)) {
            refuse(context, Problems.busy("Too many requests are waiting already."));
            return;
        }
        Optional<Admission.Place> place = admission.enter(work, caller, isBodyAwaited ? mostBytes(request) : 0);
        if (place.isEmpty()) {
            refuse(context, Problems.busy("Too many requests are in progress."));
            return;
        }
        RequestPace pace = RequestPace.of(request, isBodyAwaited, work.isStream());
        RequestEnd end = new RequestEnd(place.get());
        context.put(PACE, pace);
        end.noteIn(context);
        CurrentCaller.set(caller);
        CurrentRefusal.set(problem -> paced(request, problem));
        Runnable leave = connections.busy(request, pace);
        context.addEndHandler(ended -> {
            end.over();
            leave.run();
            if (end.isLong()) {
                connections.whenTaken(request, place.get()::leave);
            } else {
                place.get().leave();
            }
        });
        context.next();
    }

    // As draft-ietf-httpapi-ratelimit-headers-10 has it.
    private static void announce(RateLimiter.Quota quota, HttpServerResponse response) {
        String name = quota.work().name().toLowerCase(Locale.ROOT);
        response.putHeader("RateLimit-Policy", String.format(Locale.ROOT, "\"%s\";q=%d;w=1", name, quota.perSecond()))
                .putHeader("RateLimit", String.format(Locale.ROOT, "\"%s\";r=%d;t=1", name, quota.remaining()));
    }

    /** A body whose length is not stated, or that is compressed, may become as long as the limit. */
    private long mostBytes(HttpServerRequest request) {
        long stated = statedBytes(request);
        boolean isPlain = request.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
        return stated >= 0 && isPlain ? Math.min(stated, settings.bodyBytes()) : settings.bodyBytes();
    }

    /** How long the body is to be, as it is sent; negative if that is not stated. */
    private static long statedBytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    private static boolean hasBody(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean mayFollow =
                request.version() == HttpVersion.HTTP_2 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return length == null ? mayFollow : !length.equals("0");
    }

    private static @Nullable String host(HttpServerRequest request) {
        List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
        if (hosts.size() > 1) {
            return null;
        }
        // HTTP/2 has a pseudo-header in its place.
        return hosts.isEmpty() && request.authority() != null
                ? request.authority().toString()
                : hosts.isEmpty() ? null : hosts.getFirst();
    }

    private static ProblemDetail wrongMethod(HttpMethod method, Operations.Template template) {
        return Problems.methodNotAllowed(method.name(), template.path(), template.allowed());
    }

    private static List<Problem> unknownNames(RoutingContext context, Operations.Operation operation) {
        String query = context.request().query();
        if (query == null || query.isEmpty()) {
            return List.of();
        }
        Set<String> known = operation.queryParameters();
        return context.queryParams().names().stream()
                .filter(name -> !operation.knows(name))
                .map(name -> new Problem(
                        "?" + Echo.of(name),
                        "unknown-field",
                        known.isEmpty()
                                ? "is not known: this operation has no query parameters."
                                : "is not a query parameter of this operation.%s Allowed: %s."
                                        .formatted(Suggestion.didYouMean(name, known), String.join(", ", known)),
                        Echo.of(String.valueOf(context.queryParams().get(name))),
                        0))
                .toList();
    }

    /** A browser must not sniff, frame, run or cache an answer, nor come back in clear text. */
    private static void secure(HttpServerResponse response, boolean isEncrypted) {
        FOR_BROWSERS.forEach(response::putHeader);
        if (isEncrypted) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    private void end(RoutingContext context, ProblemDetail problem) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        problem.headers().forEach(response::putHeader);
        Optional<ErrorPages.Page> page = errorPages.of(context, problem);
        end(
                context,
                problem.status(),
                page.isPresent() ? ErrorPages.Page.MEDIA_TYPE : ProblemDetail.MEDIA_TYPE,
                Buffer.buffer(page.map(ErrorPages.Page::html).orElseGet(problem::json)));
    }

    private static void end(RoutingContext context, int status, String mediaType, Buffer body) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
        // A long rest of the request will not be read. HTTP/2 ends the stream, and forbids the header.
        HttpServerRequest request = context.request();
        boolean isUnread = !request.isEnded() && hasBody(request);
        if (isUnread && request.version() != HttpVersion.HTTP_2 && !Connections.isShort(request)) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(body);
    }
}
