package dev.docket.api.access;

import dev.docket.access.Caller;
import dev.docket.access.Role;
import dev.docket.json.JsonWriter;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import java.util.Arrays;

/** Shows callers who they are here, so that a missing role is found before an order needs it. */
@Path("/v1/caller")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class CallerResource {
    @GET
    public byte[] caller(@Context RoutingContext context) {
        Caller caller = Authorization.callerOf(context);
        JsonWriter json = new JsonWriter(256)
                .beginObject()
                .field("caller", caller.label())
                .name("roles")
                .beginArray();
        Arrays.stream(Role.values()).filter(caller.roles()::contains).forEach(json::value);
        return json.endArray().endObject().bytes();
    }
}
