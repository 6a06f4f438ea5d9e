package dev.docket.api.webhook;

import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.webhook.Webhooks;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Shows how sending to webhooks goes, and takes what operators want of them. */
@Path("/v1/webhooks")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class WebhookResource {
    private final Webhooks webhooks;
    private final Pools pools;

    public WebhookResource(Webhooks webhooks, Pools pools) {
        this.webhooks = webhooks;
        this.pools = pools;
    }

    @GET
    public CompletionStage<byte[]> list() {
        return pools.reading().call(webhooks::json);
    }

    @GET
    @Path("/{name}/dead")
    public CompletionStage<byte[]> dead(@PathParam("name") String name) {
        return pools.reading().call(() -> webhooks.dead(name)
                .orElseThrow(() -> new RefusedException(Problems.unknown("webhook", name))));
    }

    @POST
    @Path("/{name}/retry")
    public CompletionStage<Response> retry(
            @PathParam("name") String name, @QueryParam("event") @DefaultValue("") String event) {
        String caller = CurrentCall.sender().caller();
        return pools.reading().call(() -> response(webhooks.retry(name, event, caller), name, event));
    }

    @POST
    @Path("/{name}/skip")
    public CompletionStage<Response> skip(@PathParam("name") String name) {
        String caller = CurrentCall.sender().caller();
        return pools.reading().call(() -> response(webhooks.skip(name, caller), name, ""));
    }

    private Response response(Webhooks.Result result, String name, String event) {
        return switch (result) {
            case Webhooks.Result.Noted noted ->
                Response.accepted(webhooks.json()).build();
            case Webhooks.Result.Unknown unknown ->
                Problems.unknown("webhook", name).response();
            case Webhooks.Result.NotDead notDead ->
                Problems.unknown("event", event).response();
            case Webhooks.Result.NotHeldUp notHeldUp -> Problems.notHeldUp(name).response();
            case Webhooks.Result.Full full -> Problems.tooMuchWanted(name).response();
        };
    }
}
