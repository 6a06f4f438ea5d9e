package dev.docket.api.edge;

import dev.docket.access.Call;
import dev.docket.api.load.CurrentTrace;
import dev.docket.trace.Parent;
import dev.docket.trace.Trace;
import dev.docket.trace.Tracer;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.SortedMap;
import java.util.TreeMap;

/** Makes a span of each request that is traced, named as the contract names it. */
@Singleton
class TracedRequests {
    private static final String SELF = "/q/";
    private static final int DEFECT = 500;

    private final Tracer tracer;

    TracedRequests(Tracer tracer) {
        this.tracer = tracer;
    }

    /** To be called on the event loop, where a request begins. */
    void begin(RoutingContext context, Call call) {
        tracer.begin(Parent.of(context.request().getHeader(Calls.TRACE_PARENT))).ifPresent(trace -> {
            CurrentTrace.set(trace);
            context.addEndHandler(ended -> end(context, call, trace));
        });
    }

    // Probes of the service's health are no one's work, and what the contract does not know has no name.
    private static void end(RoutingContext context, Call call, Trace trace) {
        Operations.Template template = Gate.templateOf(context);
        if (template == null || template.path().startsWith(SELF)) {
            return;
        }
        String method = context.request().method().name();
        int status = context.response().getStatusCode();
        SortedMap<String, String> attributes = new TreeMap<>();
        attributes.put("http.request.method", method);
        attributes.put("http.route", template.path());
        attributes.put("http.response.status_code", Integer.toString(status));
        attributes.put("docket.request_id", call.id());
        trace.end(method + " " + template.path(), attributes, status >= DEFECT);
    }
}
