package dev.docket.api.bundle;

import dev.docket.service.bundle.ActivateBundle;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Reports which bundle decides, since when, and what became of the last candidate. */
@Path("/v1/bundle/status")
@Produces(MediaType.APPLICATION_JSON)
public class BundleStatusResource {
    private final ActivateBundle activation;

    public BundleStatusResource(ActivateBundle activation) {
        this.activation = activation;
    }

    @GET
    public byte[] status() {
        return StatusJson.of(activation.status());
    }
}
