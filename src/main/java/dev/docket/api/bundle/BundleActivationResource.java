package dev.docket.api.bundle;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.bundle.Activation;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Activates what the configured folders hold now. */
@Path("/v1/bundle/activate")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class BundleActivationResource {
    private final ActivateBundle activation;
    private final Pools pools;

    public BundleActivationResource(ActivateBundle activation, Pools pools) {
        this.pools = pools;
        this.activation = activation;
    }

    @POST
    public CompletionStage<Response> activate() {
        return pools.reading().call(() -> response(activation.activate()));
    }

    private Response response(Activation came) {
        return switch (came) {
            case Activation.Activated activated -> status();
            case Activation.Unchanged unchanged -> status();
            case Activation.Refused refused -> Problems.bundleRefused(refused).response();
        };
    }

    private Response status() {
        return Response.ok(StatusJson.of(activation.status())).build();
    }
}
