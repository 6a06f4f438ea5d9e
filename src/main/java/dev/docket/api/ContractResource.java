package dev.docket.api;

import dev.docket.api.edge.ApiContract;
import dev.docket.service.AttributeSchemas;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;

/** Serves the contract, with the attributes of the active policy by name: as it is written in YAML, or the same as JSON. */
@Path("/")
public class ContractResource {
    private static final String YAML = "application/yaml";

    private final ApiContract contract;
    private final AttributeSchemas attributes;

    public ContractResource(ApiContract contract, AttributeSchemas attributes) {
        this.contract = contract;
        this.attributes = attributes;
    }

    @GET
    @Path("/openapi")
    @Produces(YAML)
    public byte[] negotiatedYaml() {
        return served().yaml();
    }

    @GET
    @Path("/openapi")
    @Produces(MediaType.APPLICATION_JSON + ";qs=0.5")
    public Response negotiatedJson() {
        return json();
    }

    @GET
    @Path("/openapi.yaml")
    @Produces(YAML)
    public Response yaml() {
        return Response.ok(served().yaml(), YAML).build();
    }

    @GET
    @Path("/openapi.json")
    @Produces(MediaType.APPLICATION_JSON)
    public Response json() {
        return Response.ok(served().json(), MediaType.APPLICATION_JSON_TYPE).build();
    }

    private ApiContract.Served served() {
        return contract.with(attributes.byOwner());
    }
}
