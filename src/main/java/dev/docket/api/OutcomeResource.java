package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.body.Body;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.service.outcome.RecordOutcome;
import dev.docket.service.search.ReadDecision;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Records and reads what people did with decided orders. */
@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class OutcomeResource {
    private static final int MOST_BYTES = 64 << 10;

    private final RecordOutcome outcomes;
    private final ReadDecision decisions;
    private final Pools pools;

    public OutcomeResource(RecordOutcome outcomes, ReadDecision decisions, Pools pools) {
        this.pools = pools;
        this.outcomes = outcomes;
        this.decisions = decisions;
    }

    @POST
    @Path("/{decisionId}/outcome")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> record(
            @PathParam("decisionId") String decisionId, @Context HttpHeaders headers, InputStream body) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> recorded(PathId.decision(decisionId), headers, body, sender));
    }

    private Response recorded(DecisionId decisionId, HttpHeaders headers, InputStream body, Sender sender) {
        byte[] document = Body.read(body, headers, MediaType.APPLICATION_JSON, MOST_BYTES);
        return switch (outcomes.record(decisionId, document, sender)) {
            case RecordOutcome.Result.Recorded recorded ->
                Response.status(Response.Status.CREATED)
                        .entity(recorded.answer())
                        .build();
            case RecordOutcome.Result.Duplicate duplicate ->
                Response.ok(duplicate.answer()).build();
            case RecordOutcome.Result.Unknown unknown ->
                Problems.unknown("decision", decisionId.text()).response();
            case RecordOutcome.Result.Invalid invalid ->
                ProblemDetail.invalid(invalid.problems()).response();
            case RecordOutcome.Result.Unavailable unavailable ->
                Problems.unavailable(unavailable.because()).response();
        };
    }

    @GET
    @Path("/{decisionId}/outcomes")
    public CompletionStage<byte[]> outcomes(
            @PathParam("decisionId") String decisionId, @QueryParam("after") @Nullable String after) {
        int skip = skip(after);
        return pools.reading().call(() -> read(PathId.decision(decisionId), skip));
    }

    private static int skip(@Nullable String after) {
        if (after == null) {
            return 0;
        }
        if (!after.matches("[0-9]{1,9}")) {
            throw new RefusedException(ProblemDetail.invalid(
                    List.of(Problem.of("after", "invalid", "must be the next of an earlier answer: a number from 0"))));
        }
        return Integer.parseInt(after);
    }

    private byte[] read(DecisionId decisionId, int skip) {
        if (!decisions.exists(decisionId)) {
            throw PathId.unknown(decisionId);
        }
        JsonWriter json = new JsonWriter().beginObject().name("outcomes").beginArray();
        RecordOutcome.Page page = outcomes.of(decisionId, skip);
        page.outcomes().forEach(json::json);
        json.endArray();
        page.next().ifPresent(next -> json.field("next", next));
        return json.endObject().bytes();
    }
}
