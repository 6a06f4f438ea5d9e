package dev.docket.api;

import dev.docket.json.JsonWriter;
import dev.docket.service.ProveRecords;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;

/** Proves that a decision is recorded. */
@Path("/v1/decisions")
@Blocking
public class ProofResource {
    private final ProveRecords prove;

    public ProofResource(ProveRecords prove) {
        this.prove = prove;
    }

    @GET
    @Path("/{decisionId}/proof")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] proof(@PathParam("decisionId") String decisionId) {
        ProveRecords.Inclusion proof = prove.inclusion(decisionId)
                .orElseThrow(() -> new RefusedException(Problems.unknown("decision", decisionId)));
        return new JsonWriter(2048)
                .beginObject()
                .field("decisionId", decisionId)
                .field("stream", proof.stream())
                .name("header")
                .json(proof.header())
                .field("hash", proof.hash())
                .field("leafIndex", proof.leaf())
                .field("treeSize", proof.size())
                .field("path", proof.path())
                .field("checkpoint", proof.checkpoint())
                .endObject()
                .bytes();
    }
}
