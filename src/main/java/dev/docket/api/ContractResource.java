package dev.docket.api;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;

/** Serves the contract as it is written. */
@Path("/openapi")
public class ContractResource {
    private static final String CONTRACT = "/api-spec/openapi.yaml";

    @GET
    @Produces("application/yaml")
    public byte[] contract() throws IOException {
        try (InputStream contract = Objects.requireNonNull(
                ContractResource.class.getResourceAsStream(CONTRACT), "the build packages the contract")) {
            return contract.readAllBytes();
        }
    }
}
