package dev.docket.api;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.Echo;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.service.proof.ProveRecords;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Proves to those who do not trust this service what is recorded. */
@Path("/v1/journal")
@NonBlocking
public class JournalResource {
    private final ProveRecords prove;
    private final Pools pools;

    public JournalResource(ProveRecords prove, Pools pools) {
        this.prove = prove;
        this.pools = pools;
    }

    /** The latest signed checkpoint, a note as C2SP has it. */
    @GET
    @Path("/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    public CompletionStage<String> checkpoint() {
        return pools.reading().call(prove::checkpoint);
    }

    /** The key that verifies checkpoints. Trust it only if you also received it in another way. */
    @GET
    @Path("/key")
    @Produces(MediaType.TEXT_PLAIN)
    public CompletionStage<String> key() {
        return pools.reading().call(() -> prove.verifierKey() + "\n");
    }

    /** That the log only grew. */
    @GET
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    public CompletionStage<byte[]> consistency(
            @QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return pools.reading().call(() -> proved(from, to));
    }

    private byte[] proved(@Nullable String from, @Nullable String to) {
        long older = size("from", from).orElseThrow(() -> refused("from", "required", "is required", ""));
        Optional<Long> newer = size("to", to);
        ProveRecords.Consistency proof = prove.consistency(older, newer)
                .orElseThrow(() -> refused(
                        "from",
                        "out-of-range",
                        "and to must be sizes that the log has had, from the smaller to the larger",
                        String.valueOf(from)));
        return new JsonWriter(2048)
                .beginObject()
                .field("stream", proof.stream())
                .field("from", proof.from())
                .field("fromRoot", proof.fromRoot())
                .field("to", proof.to())
                .field("toRoot", proof.toRoot())
                .field("path", proof.path())
                .endObject()
                .bytes();
    }

    private static Optional<Long> size(String name, @Nullable String text) {
        try {
            return Optional.ofNullable(text).map(Long::valueOf);
        } catch (NumberFormatException noNumber) {
            throw refused(name, "not-an-integer", "must be a number of records", String.valueOf(text));
        }
    }

    private static RefusedException refused(String name, String code, String message, String value) {
        return new RefusedException(
                ProblemDetail.invalid(List.of(new Problem("?" + name, code, message, Echo.of(value), 0))));
    }
}
