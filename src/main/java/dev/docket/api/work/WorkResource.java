package dev.docket.api.work;

import dev.docket.access.Sender;
import dev.docket.api.PathId;
import dev.docket.api.body.Body;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.search.ReadDecision;
import dev.docket.service.work.Intent;
import dev.docket.service.work.WorkOnDecision;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** Records and reads who works on a decision, and what they note. */
@Path("/v1/decisions/{decisionId}")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class WorkResource {
    private static final int MOST_BYTES = 64 << 10;

    private final WorkOnDecision work;
    private final ReadDecision decisions;
    private final Pools pools;
    private final RecordReader reader = new RecordReader();

    public WorkResource(WorkOnDecision work, ReadDecision decisions, Pools pools) {
        this.work = work;
        this.decisions = decisions;
        this.pools = pools;
    }

    @POST
    @Path("/work")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> work(
            @PathParam("decisionId") String decisionId, @Context HttpHeaders headers, InputStream body) {
        return take(decisionId, Wanted.Work.class, headers, body, Wanted.Work::intent);
    }

    /** Gives it to somebody, or to nobody, whoever has it. */
    @POST
    @Path("/assignment")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> assign(
            @PathParam("decisionId") String decisionId, @Context HttpHeaders headers, InputStream body) {
        return take(decisionId, Wanted.Assignment.class, headers, body, Wanted.Assignment::intent);
    }

    @GET
    @Path("/work")
    public CompletionStage<byte[]> read(@PathParam("decisionId") String decisionId) {
        return pools.reading().call(() -> {
            DecisionId id = PathId.decision(decisionId);
            if (!decisions.exists(id)) {
                throw PathId.unknown(id);
            }
            return work.json(id);
        });
    }

    private <T extends Record> CompletionStage<Response> take(
            String decisionId, Class<T> type, HttpHeaders headers, InputStream body, Function<T, Intent> intent) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> {
            DecisionId id = PathId.decision(decisionId);
            byte[] document = Body.read(body, headers, MediaType.APPLICATION_JSON, MOST_BYTES);
            return switch (reader.json(type, document)) {
                case Reading.Valid<T> valid -> response(id, work.record(id, intent.apply(valid.value()), sender));
                case Reading.Invalid<T> invalid ->
                    ProblemDetail.invalid(invalid.problems()).response();
            };
        });
    }

    private static Response response(DecisionId id, WorkOnDecision.Result result) {
        return switch (result) {
            case WorkOnDecision.Result.Done done ->
                Response.status(Response.Status.CREATED).entity(done.answer()).build();
            case WorkOnDecision.Result.Repeated repeated ->
                Response.ok(repeated.answer()).build();
            case WorkOnDecision.Result.Unknown unknown ->
                Problems.unknown("decision", id.text()).response();
            case WorkOnDecision.Result.Held held ->
                Problems.alreadyClaimed(id, held.holding()).response();
            case WorkOnDecision.Result.Free free -> Problems.notClaimed(id).response();
            case WorkOnDecision.Result.Closed closed ->
                Problems.notWaiting(id, closed.because()).response();
            case WorkOnDecision.Result.Full full -> Problems.tooManySteps(id).response();
            case WorkOnDecision.Result.Invalid invalid ->
                ProblemDetail.invalid(invalid.problems()).response();
            case WorkOnDecision.Result.Unavailable unavailable ->
                Problems.unavailable(unavailable.because()).response();
        };
    }
}
