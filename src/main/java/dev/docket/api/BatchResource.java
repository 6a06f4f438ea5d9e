package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.edge.AnswerStream;
import dev.docket.api.edge.Body;
import dev.docket.api.edge.ContentCoding;
import dev.docket.api.edge.Gate;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.edge.PacedStream;
import dev.docket.api.load.CurrentCall;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.service.decide.DecideOrder;
import io.smallrye.common.annotation.Blocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** Decides many orders, one on each line, in constant memory. */
@Path("/v1/decisions/batch")
public class BatchResource {
    static final String NDJSON = "application/x-ndjson";

    private final Incoming incoming;
    private final DecideOrder decideOrder;
    private final HttpSettings settings;

    public BatchResource(Incoming incoming, DecideOrder decideOrder, HttpSettings settings) {
        this.incoming = incoming;
        this.decideOrder = decideOrder;
        this.settings = settings;
    }

    @POST
    @Consumes(NDJSON)
    @Produces(NDJSON)
    @Blocking
    public StreamingOutput decide(
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("mapping") @Nullable String mapping,
            @Context HttpHeaders headers,
            @Context RoutingContext context,
            InputStream body) {
        Body.requireType(headers, NDJSON);
        TraceLevel level = TraceParameter.of(trace);
        Incoming.Kind kind = incoming.kind(mapping);
        Sender sender = CurrentCall.sender();
        InputStream lines = ContentCoding.decoded(new PacedStream(body, Gate.paceOf(context)), headers);
        return answers ->
                new Batch(kind, decideOrder, settings.bodyBytes(), level, sender).run(lines, new AnswerStream(answers));
    }
}
