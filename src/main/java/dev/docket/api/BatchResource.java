package dev.docket.api;

import dev.docket.api.body.AnswerStream;
import dev.docket.api.body.Body;
import dev.docket.api.body.ContentCoding;
import dev.docket.api.body.PacedStream;
import dev.docket.api.body.RequestPace;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.load.CurrentCall;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.read.Reading;
import dev.docket.service.Received;
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
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides many orders: one on each line, in constant memory, or those of one document. */
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
    @Consumes({NDJSON, "application/edi-x12", "application/edifact", "text/csv"})
    @Produces(NDJSON)
    @Blocking
    public StreamingOutput decide(
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("mapping") @Nullable String mapping,
            @Context HttpHeaders headers,
            @Context RoutingContext context,
            InputStream body) {
        TraceLevel level = TraceParameter.of(trace);
        Batch batch = new Batch(decideOrder, settings.bodyBytes(), level, CurrentCall.sender());
        InputStream paced = new PacedStream(body, RequestPace.of(context));
        if (mapping != null && incoming.isDocument(mapping, headers)) {
            List<Reading<Received>> orders = incoming.orders(mapping, headers, paced);
            return answers -> batch.run(orders, new AnswerStream(answers));
        }
        Body.requireType(headers, NDJSON);
        Incoming.LineReader reader = incoming.lines(mapping);
        InputStream lines = ContentCoding.decoded(paced, headers);
        return answers -> batch.run(reader, lines, new AnswerStream(answers));
    }
}
