package dev.docket.api.change;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.change.ShadowCandidate;
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
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Lets a candidate decide beside the policy, without effect. */
@Path("/v1/changes/{changeId}/shadow")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ShadowResource {
    private static final int MOST_BYTES = 4 << 10;

    private final ShadowCandidate shadow;
    private final Pools pools;
    private final Steps steps;

    public ShadowResource(ShadowCandidate shadow, Pools pools) {
        this.shadow = shadow;
        this.pools = pools;
        this.steps = new Steps(pools, MOST_BYTES);
    }

    @GET
    public CompletionStage<byte[]> show(@PathParam("changeId") String changeId) {
        return pools.reading().call(() -> shadow.seen(changeId)
                .map(ShadowJson::of)
                .orElseThrow(() -> new RefusedException(Problems.unknown("shadow", changeId))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> begin(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return steps.take(
                Wanted.Shadow.class,
                headers,
                body,
                (wanted, sender) ->
                        ChangeResource.response(shadow.begin(changeId, Optional.ofNullable(wanted.from()), sender)));
    }

    @POST
    @Path("/end")
    public CompletionStage<Response> end(@PathParam("changeId") String changeId) {
        return steps.take(sender -> ChangeResource.response(shadow.end(changeId, sender)));
    }
}
