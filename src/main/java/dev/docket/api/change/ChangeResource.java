package dev.docket.api.change;

import dev.docket.access.Sender;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.ChangeResult;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Takes policy changes from proposal to deciding. */
@Path("/v1/changes")
@Produces(MediaType.APPLICATION_JSON)
@NonBlocking
public class ChangeResource {
    private static final int MOST_BYTES = 16 << 10;
    private static final int REPLAY_HOURS = 24;

    private final ChangePolicy changes;
    private final Pools pools;
    private final Steps steps;

    public ChangeResource(ChangePolicy changes, Pools pools) {
        this.changes = changes;
        this.pools = pools;
        this.steps = new Steps(pools, MOST_BYTES);
    }

    @GET
    public CompletionStage<byte[]> list() {
        return pools.reading().call(() -> ChangeJson.of(changes.log(), changes.isRequired(), changes.now()));
    }

    @GET
    @Path("/{changeId}")
    public CompletionStage<byte[]> show(@PathParam("changeId") String changeId) {
        return pools.reading().call(() -> changes.find(changeId)
                .map(ChangeJson::of)
                .orElseThrow(() -> new RefusedException(Problems.unknown("change", changeId))));
    }

    /** The bytes whose SHA-256 approvers sign. */
    @GET
    @Path("/{changeId}/dossier")
    public CompletionStage<byte[]> dossier(@PathParam("changeId") String changeId) {
        return pools.reading().call(() -> changes.dossier(changeId)
                .orElseThrow(() -> new RefusedException(Problems.unknown("dossier", changeId))));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> propose(@Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Proposal.class,
                headers,
                body,
                (wanted, sender) -> changes.propose(
                        Optional.ofNullable(wanted.candidate()), wanted.reason(), wanted.ticket(), sender));
    }

    @POST
    @Path("/{changeId}/check")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> check(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Check.class,
                headers,
                body,
                (wanted, sender) -> changes.check(
                        changeId,
                        Optional.ofNullable(wanted.candidate()),
                        Duration.ofHours(wanted.replayHours() == null ? REPLAY_HOURS : wanted.replayHours()),
                        sender));
    }

    @POST
    @Path("/{changeId}/submit")
    public CompletionStage<Response> submit(@PathParam("changeId") String changeId) {
        return step(sender -> changes.submit(changeId, sender));
    }

    @POST
    @Path("/{changeId}/approve")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> approve(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Approval.class,
                headers,
                body,
                (wanted, sender) -> changes.approve(changeId, wanted.said(), sender));
    }

    @POST
    @Path("/{changeId}/reject")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> reject(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Reason.class,
                headers,
                body,
                (wanted, sender) -> changes.reject(changeId, wanted.reason(), sender));
    }

    @POST
    @Path("/{changeId}/withdraw")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> withdraw(
            @PathParam("changeId") String changeId, @Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Reason.class,
                headers,
                body,
                (wanted, sender) -> changes.withdraw(changeId, wanted.reason(), sender));
    }

    @POST
    @Path("/{changeId}/promote")
    public CompletionStage<Response> promote(@PathParam("changeId") String changeId) {
        return step(sender -> changes.promote(changeId, sender));
    }

    @POST
    @Path("/rollback")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> rollBack(@Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Reason.class, headers, body, (wanted, sender) -> changes.rollBack(wanted.reason(), sender));
    }

    @POST
    @Path("/emergency")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> emergency(@Context HttpHeaders headers, InputStream body) {
        return reading(
                Wanted.Emergency.class,
                headers,
                body,
                (wanted, sender) -> changes.emergency(
                        Optional.ofNullable(wanted.candidate()),
                        wanted.reason(),
                        Duration.ofMinutes(wanted.minutes()),
                        sender));
    }

    private <T extends Record> CompletionStage<Response> reading(
            Class<T> type, HttpHeaders headers, InputStream body, BiFunction<T, Sender, ChangeResult> step) {
        return steps.take(type, headers, body, (wanted, sender) -> response(step.apply(wanted, sender)));
    }

    private CompletionStage<Response> step(Function<Sender, ChangeResult> step) {
        return steps.take(sender -> response(step.apply(sender)));
    }

    static Response response(ChangeResult result) {
        return switch (result) {
            case ChangeResult.Done done ->
                Response.ok(ChangeJson.of(done.change())).build();
            case ChangeResult.Unknown unknown ->
                Problems.unknown("change", unknown.changeId()).response();
            case ChangeResult.Refused refused ->
                Problems.stepRefused(refused.why().name(), refused.because()).response();
            case ChangeResult.Unusable unusable ->
                Problems.bundleRefused(unusable.problems()).response();
        };
    }
}
