package dev.docket.api;

import dev.docket.json.Echo;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.service.ProveRecords;
import io.smallrye.common.annotation.Blocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Proves what is recorded, to whoever does not trust this service. */
@Path("/v1/journal")
@Blocking
public class JournalResource {
    private final ProveRecords prove;

    public JournalResource(ProveRecords prove) {
        this.prove = prove;
    }

    /** The latest signed checkpoint, a note as C2SP has it. */
    @GET
    @Path("/checkpoint")
    @Produces(MediaType.TEXT_PLAIN)
    public String checkpoint() {
        return prove.checkpoint();
    }

    /** The key that verifies checkpoints. Trust it only if it came to you in another way, too. */
    @GET
    @Path("/key")
    @Produces(MediaType.TEXT_PLAIN)
    public String key() {
        return prove.verifierKey() + "\n";
    }

    /** That the log only grew. */
    @GET
    @Path("/consistency")
    @Produces(MediaType.APPLICATION_JSON)
    public byte[] consistency(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
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
