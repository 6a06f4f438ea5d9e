package dev.docket.api.replay;

import dev.docket.api.PathId;
import dev.docket.api.body.Body;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.replay.ReplayDecision;
import dev.docket.service.replay.change.Replayed;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Decides a recorded order again and says what differs. Records nothing. */
@Path("/v1/decisions/{decisionId}/replay")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ReplayResource {
    private static final int MOST_BYTES = 4096;
    private static final Wanted AS_RECORDED = new Wanted(null, null);

    private final ReplayDecision replay;
    private final Pools pools;
    private final RecordReader reader = new RecordReader();

    /**
     * What is to decide in place of the bundle that decided.
     *
     * @param bundle a digest
     * @param model a digest, or none
     */
    record Wanted(@Nullable String bundle, @Nullable String model) {}

    public ReplayResource(ReplayDecision replay, Pools pools) {
        this.replay = replay;
        this.pools = pools;
    }

    @POST
    public CompletionStage<Response> replay(
            @PathParam("decisionId") String decisionId, @Context HttpHeaders headers, InputStream body) {
        return pools.reading().call(() -> replayed(PathId.decision(decisionId), headers, body));
    }

    private Response replayed(DecisionId decisionId, HttpHeaders headers, InputStream body) {
        Wanted wanted = hasBody(headers) ? wanted(headers, body) : AS_RECORDED;
        ReplayDecision.Result result = replay.replay(
                        decisionId, Optional.ofNullable(wanted.bundle()), Optional.ofNullable(wanted.model()))
                .orElseThrow(() -> PathId.unknown(decisionId));
        return switch (result) {
            case ReplayDecision.Result.Tried tried -> response(decisionId, tried.bundleDigest(), tried.replayed());
            case ReplayDecision.Result.Unusable unusable ->
                Problems.bundleUnusable(unusable.because()).response();
        };
    }

    private static boolean hasBody(HttpHeaders headers) {
        return headers.getLength() > 0 || headers.getHeaderString("Transfer-Encoding") != null;
    }

    private Wanted wanted(HttpHeaders headers, InputStream body) {
        byte[] content = Body.read(body, headers, MediaType.APPLICATION_JSON, MOST_BYTES);
        // Some generated clients send null where their caller gave no body.
        if (new String(content, StandardCharsets.UTF_8).strip().equals("null")) {
            return AS_RECORDED;
        }
        return switch (reader.json(Wanted.class, content)) {
            case Reading.Valid<Wanted> valid -> valid.value();
            case Reading.Invalid<Wanted> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private static Response response(DecisionId decisionId, Digest digest, Replayed replayed) {
        return switch (replayed) {
            case Replayed.Same same ->
                Response.ok(ReplayJson.same(decisionId, digest)).build();
            case Replayed.Changed changed ->
                Response.ok(ReplayJson.changed(decisionId, digest, changed)).build();
            case Replayed.NotReplayed not -> notReplayed(decisionId, digest, not);
        };
    }

    private static Response notReplayed(DecisionId decisionId, Digest digest, Replayed.NotReplayed not) {
        return switch (not.reason()) {
            case RETIRED -> Problems.retired(decisionId).response();
            case MASKED ->
                Response.ok(ReplayJson.masked(decisionId, digest, not.because()))
                        .build();
            case BUNDLE_NOT_KEPT, BUNDLE_UNUSABLE ->
                Problems.notReplayed(digest, not.because()).response();
            case SNAPSHOT_NOT_KEPT -> Problems.snapshotNotKept(not.because()).response();
        };
    }
}
