package dev.docket.api.edge;

import dev.docket.access.Call;
import dev.docket.access.Caller;
import dev.docket.api.access.Authorization;
import dev.docket.api.body.StatedBody;
import dev.docket.api.health.Starting;
import dev.docket.api.load.LogFields;
import dev.docket.api.load.Work;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.json.Problem;
import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Optional;
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
    private static final String TEMPLATE = Operations.Template.class.getName();

    /** The framework takes forms apart on the event loop, into as many fields as there are. Browsers say how long theirs is. */
    private static final int LARGEST_FORM = 256 * 1024;

    private final Operations operations;
    private final Hosts hosts;
    private final int bodyBytes;
    private final Connections connections;
    private final Authorization authorization;
    private final Drain drain;
    private final Starting starting;
    private final Entrance entrance;
    private final EarlyAnswers answers;
    private final TracedRequests traces;

    Gate(
            ApiContract contract,
            HttpSettings settings,
            Authorization authorization,
            Connections connections,
            Drain drain,
            Starting starting,
            Entrance entrance,
            EarlyAnswers answers,
            TracedRequests traces) {
        this.authorization = authorization;
        this.operations = contract.operations();
        this.hosts = settings.hosts();
        this.bodyBytes = settings.bodyBytes();
        this.connections = connections;
        this.drain = drain;
        this.starting = starting;
        this.entrance = entrance;
        this.answers = answers;
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
        answers.secure(context);
        answers.problem(context, problem(context));
    }

    // The framework looks at the host before anything else, and gives up on one that is malformed.
    private ProblemDetail problem(RoutingContext context) {
        Throwable failure = context.failure();
        return hosts.refusal(host(context.request()), null)
                .orElseGet(() ->
                        failure == null ? ErrorMapper.problem(context.statusCode()) : ErrorMapper.problem(failure));
    }

    /** The path of the contract that a request was taken for; nothing if it was let by without being in the contract. */
    static Operations.@Nullable Template templateOf(RoutingContext context) {
        return context.get(TEMPLATE);
    }

    private void enter(RoutingContext context) {
        HttpServerRequest request = context.request();
        answers.secure(context);
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
            answers.problem(context, foreign.get());
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
            answers.problem(context, wrongMethod(request.method(), template.get()));
            return;
        }
        if (connections.isFull(request)) {
            context.response().reset(REFUSED_STREAM);
            return;
        }
        OnLoop.then(context, authorization.of(context, operation.get().id(), call), verdict -> {
            switch (verdict) {
                case Authorization.Verdict.Let let -> let(context, operation.get(), let.caller(), call);
                case Authorization.Verdict.Refused refused -> entrance.refuse(context, refused.problem());
            }
        });
    }

    /** Whether there is one way only to read the path: no parameters of a segment, nothing to be resolved or joined. */
    private static boolean isPlain(RoutingContext context) {
        String path = context.request().path();
        return path != null && path.equals(context.normalizedPath()) && path.indexOf(';') < 0;
    }

    /** Nothing behind the gate is made yet. */
    private void meanwhile(RoutingContext context, Optional<Operations.Operation> operation) {
        operation
                .flatMap(asked -> Starting.answer(asked.id()))
                .ifPresentOrElse(
                        health -> EarlyAnswers.json(context, health.status(), health.json()),
                        () -> answers.problem(context, Problems.starting()));
    }

    /** What the contract does not list is answered by what the framework makes of it, and only where all are trusted alike. */
    private void unlisted(RoutingContext context, Call call) {
        if (authorization.isRequired()) {
            entrance.refuse(context, ErrorMapper.problem(404));
            return;
        }
        entrance.admit(context, Work.READING, new Caller.Anonymous(), call, false);
    }

    private void let(RoutingContext context, Operations.Operation operation, Caller caller, Call call) {
        List<Problem> unknown = QueryNames.unknown(context, operation);
        if (!unknown.isEmpty()) {
            answers.problem(context, ProblemDetail.invalid(unknown));
            return;
        }
        Work work = Work.of(operation.id());
        // Whoever reads the body would wait for all of it first.
        boolean isForm = operation.takes() == Operations.Takes.FORM;
        int most = isForm ? LARGEST_FORM : bodyBytes;
        long stated = StatedBody.bytes(context.request());
        if (work != Work.STREAMING && stated > most) {
            answers.problem(context, Problems.tooLarge(most));
            return;
        }
        if (isForm && stated < 0 && StatedBody.isThere(context.request())) {
            answers.problem(context, Problems.lengthRequired());
            return;
        }
        // What is no stream is taken as a whole before a resource begins, whatever the resource makes of it.
        boolean hasWholeBody = operation.takes() != Operations.Takes.NOTHING && work != Work.STREAMING;
        entrance.admit(context, work, caller, call, hasWholeBody);
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
}
