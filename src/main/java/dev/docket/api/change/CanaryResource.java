package dev.docket.api.change;

import dev.docket.access.Sender;
import dev.docket.api.edge.Body;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.change.ChangeResult;
import dev.docket.service.change.canary.RunCanary;
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
import java.util.function.BiFunction;

/** Lets an approved candidate decide for a part of the orders. Every answer is what the canary came to so far. */
@Path("/v1/changes/{changeId}/canary")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CanaryResource {
    private static final int MOST_BYTES = 64 << 10;

    private final RunCanary canary;
    private final Pools pools;
    private final RecordReader reader = new RecordReader();

    public CanaryResource(RunCanary canary, Pools pools) {
        this.canary = canary;
        this.pools = pools;
    }

    @GET
    public CompletionStage<byte[]> show(@PathParam("changeId") String changeId) {
        return pools.reading().call(() -> seen(changeId));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> begin(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Canary.class,
                changeId,
                headers,
                body,
                (wanted, sender) -> canary.begin(
                        changeId, wanted.selector(), wanted.limits().limits(), sender));
    }

    @POST
    @Path("/raise")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> raise(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Share.class,
                changeId,
                headers,
                body,
                (wanted, sender) -> canary.raise(changeId, wanted.thousandths(), sender));
    }

    @POST
    @Path("/end")
    public CompletionStage<Response> end(@PathParam("changeId") String changeId) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> response(changeId, canary.end(changeId, sender)));
    }

    private <T extends Record> CompletionStage<Response> reading(
            Class<T> type,
            String changeId,
            HttpHeaders headers,
            InputStream body,
            BiFunction<T, Sender, ChangeResult> step) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> {
            byte[] document = Body.read(body, headers, MediaType.APPLICATION_JSON, MOST_BYTES);
            return switch (reader.json(type, document)) {
                case Reading.Valid<T> valid -> response(changeId, step.apply(valid.value(), sender));
                case Reading.Invalid<T> invalid ->
                    ProblemDetail.invalid(invalid.problems()).response();
            };
        });
    }

    private Response response(String changeId, ChangeResult result) {
        return result instanceof ChangeResult.Done
                ? Response.ok(seen(changeId)).build()
                : ChangeResource.response(result);
    }

    private byte[] seen(String changeId) {
        return canary.seen(changeId)
                .map(CanaryJson::of)
                .orElseThrow(() -> new RefusedException(Problems.unknown("canary", changeId)));
    }
}
