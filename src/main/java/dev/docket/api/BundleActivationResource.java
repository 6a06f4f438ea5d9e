package dev.docket.api;

import dev.docket.service.ActivateBundle;
import dev.docket.service.Activation;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;

/** Activates what the configured folders hold now. */
@Path("/v1/bundle/activate")
@Produces(MediaType.APPLICATION_JSON)
@Blocking
public class BundleActivationResource {
    private final ActivateBundle activation;
    private final AdminAccess access;

    public BundleActivationResource(ActivateBundle activation, AdminAccess access) {
        this.activation = activation;
        this.access = access;
    }

    @POST
    public Response activate(@HeaderParam(HttpHeaders.AUTHORIZATION) @Nullable String authorization) {
        return switch (access.of(authorization)) {
            case DISABLED -> Problems.adminDisabled().response();
            case WRONG ->
                Response.fromResponse(Problems.wrongToken().response())
                        .header(HttpHeaders.WWW_AUTHENTICATE, "Bearer")
                        .build();
            case GRANTED -> response(activation.activate());
        };
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
