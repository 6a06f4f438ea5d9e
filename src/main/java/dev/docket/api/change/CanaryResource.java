package dev.docket.api.change;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
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

/** Lets an approved candidate decide for a part of the orders. Every answer is what the canary came to so far. */
@Path("/v1/changes/{changeId}/canary")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CanaryResource {
    private static final int MOST_BYTES = 64 << 10;

    private final RunCanary canary;
    private final Pools pools;
    private final Steps steps;

    public CanaryResource(RunCanary canary, Pools pools) {
        this.canary = canary;
        this.pools = pools;
        this.steps = new Steps(pools, MOST_BYTES);
    }

    @GET
    public CompletionStage<byte[]> show(@PathParam("changeId") String changeId) {
        return pools.reading().call(() -> seen(changeId));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> begin(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return steps.take(
                Wanted.Canary.class,
                headers,
                body,
                (wanted, sender) -> response(
                        changeId,
                        canary.begin(
                                changeId, wanted.selector(), wanted.limits().limits(), sender)));
    }

    @POST
    @Path("/raise")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> raise(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return steps.take(
                Wanted.Share.class,
                headers,
                body,
                (wanted, sender) -> response(changeId, canary.raise(changeId, wanted.thousandths(), sender)));
    }

    @POST
    @Path("/end")
    public CompletionStage<Response> end(@PathParam("changeId") String changeId) {
        return steps.take(sender -> response(changeId, canary.end(changeId, sender)));
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
