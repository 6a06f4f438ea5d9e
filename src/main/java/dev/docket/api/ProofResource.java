package dev.docket.api;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.JsonWriter;
import dev.docket.service.proof.ProveRecords;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Proves that a decision is recorded. */
@Path("/v1/decisions")
@NonBlocking
public class ProofResource {
    private static final Executor BETWEEN_LOOKS = CompletableFuture.delayedExecutor(200, TimeUnit.MILLISECONDS);
    private static final int MOST_LOOKS = 25;

    private final ProveRecords prove;
    private final Pools pools;

    public ProofResource(ProveRecords prove, Pools pools) {
        this.prove = prove;
        this.pools = pools;
    }

    @GET
    @Path("/{decisionId}/proof")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<byte[]> proof(@PathParam("decisionId") String decisionId) {
        return proof(PathId.decision(decisionId), MOST_LOOKS);
    }

    // Waits without a thread: checkpoints are signed for many at a time.
    private CompletionStage<byte[]> proof(DecisionId decisionId, int looks) {
        return pools.reading().call(() -> proved(decisionId)).thenCompose(proof -> switch (proof) {
            case ProveRecords.Inclusion inclusion -> CompletableFuture.completedFuture(json(decisionId, inclusion));
            case ProveRecords.SignedSoon soon
            when looks > 1 ->
                CompletableFuture.supplyAsync(() -> looks - 1, BETWEEN_LOOKS)
                        .thenCompose(left -> proof(decisionId, left));
            case ProveRecords.SignedSoon soon ->
                throw new RefusedException(Problems.busy("The checkpoint is not signed yet."));
        });
    }

    private ProveRecords.Proof proved(DecisionId decisionId) {
        return prove.inclusion(decisionId).orElseThrow(() -> PathId.unknown(decisionId));
    }

    private static byte[] json(DecisionId decisionId, ProveRecords.Inclusion proof) {
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
