package dev.docket.api.oidc;

import io.smallrye.common.annotation.NonBlocking;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Login in a browser: sends it to the provider, takes it back, and forgets who it was. */
@Path("/v1")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class LoginResource {
    private final Login login;

    LoginResource(Login login) {
        this.login = login;
    }

    /** The provider sends the browser back here, too, with parameters that Quarkus reads. */
    @GET
    @Path("login")
    public Uni<Response> login(@Context RoutingContext context) {
        return login.proceed(context);
    }

    @POST
    @Path("logout")
    public Response logout(@Context RoutingContext context) {
        Login.forget(context);
        return Response.noContent().build();
    }
}
