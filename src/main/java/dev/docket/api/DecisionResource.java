package dev.docket.api;

import dev.docket.access.Sender;
import dev.docket.api.answer.RequestEnd;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.CurrentCaller;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.service.AnswerForm;
import dev.docket.service.UnanswerableException;
import dev.docket.service.decide.AnswerBody;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.Reproduced;
import dev.docket.service.search.ReadDecision;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Decides one order, and reads recorded decisions. */
@Path("/v1/decisions")
@Produces({
    MediaType.APPLICATION_JSON,
    DecisionBrief.MEDIA_TYPE,
    "application/edi-x12",
    "application/edifact",
    "application/merge-patch+json"
})
public class DecisionResource {
    /** Groups of records are written in milliseconds: a journal that takes so long is not going to. */
    private static final Duration LONGEST_APPEND = Duration.ofSeconds(10);

    private final Incoming incoming;
    private final DecideOrder decideOrder;
    private final ReadDecision readDecision;
    private final Pools pools;

    public DecisionResource(Incoming incoming, DecideOrder decideOrder, ReadDecision readDecision, Pools pools) {
        this.incoming = incoming;
        this.decideOrder = decideOrder;
        this.readDecision = readDecision;
        this.pools = pools;
    }

    /**
     * Decides on a worker thread, which waits neither for the caller nor for the disk: the whole body is there by then, and
     * the journal completes the answer.
     */
    @POST
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_XML,
        MediaType.TEXT_XML,
        "application/edi-x12",
        "application/edifact",
        "text/csv"
    })
    @NonBlocking
    public CompletionStage<Response> decide(
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("view") @Nullable String shown,
            @QueryParam("mapping") @Nullable String mapping,
            @QueryParam("answer") @Nullable String answerName,
            @Context HttpHeaders headers,
            @Context RoutingContext context,
            InputStream body) {
        View view = View.parse(shown);
        TraceLevel level = view.level(TraceParameter.of(trace));
        RequestEnd end = Objects.requireNonNull(RequestEnd.of(context));
        String turn = CurrentCaller.get();
        Sender sender = CurrentCall.sender();
        return pools.deciding()
                .call(() -> {
                    try (Incoming.Sent sent = incoming.read(mapping, answerName, headers, body)) {
                        return decideOrder
                                .decide(sent.received(), level, sender)
                                .thenApply(outcome -> new Decided(outcome, sent));
                    }
                })
                .thenCompose(recorded -> recorded)
                .thenApply(decided -> {
                    closedAt(end, DecisionLog.note(sender, decided.outcome()));
                    return decided;
                })
                .toCompletableFuture()
                // A copy, so that an answer that comes too late is closed all the same.
                .copy()
                .orTimeout(LONGEST_APPEND.toSeconds(), TimeUnit.SECONDS)
                .thenCompose(decided -> level == TraceLevel.FULL || answerName != null
                        ? pools.deciding().goOn(turn, () -> response(decided, view))
                        : CompletableFuture.completedStage(response(decided, view)));
    }

    @POST
    @Path("/dry-run")
    @Consumes({
        MediaType.APPLICATION_JSON,
        MediaType.APPLICATION_XML,
        MediaType.TEXT_XML,
        "application/edi-x12",
        "application/edifact",
        "text/csv"
    })
    @NonBlocking
    public CompletionStage<Response> dryRun(
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("view") @Nullable String shown,
            @QueryParam("mapping") @Nullable String mapping,
            @Context HttpHeaders headers,
            @Context RoutingContext context,
            InputStream body) {
        View view = View.parse(shown);
        TraceLevel level = view.level(TraceParameter.of(trace));
        RequestEnd end = Objects.requireNonNull(RequestEnd.of(context));
        return pools.deciding().call(() -> {
            try (Incoming.Sent sent = incoming.read(mapping, null, headers, body)) {
                AnswerBody answer = decideOrder.dryRun(sent.received(), level);
                end.closes(answer);
                return view.of(answer).build();
            }
        });
    }

    @GET
    @Path("/{decisionId}")
    @NonBlocking
    public CompletionStage<Response> read(
            @PathParam("decisionId") String decisionId,
            @QueryParam("trace") @Nullable String trace,
            @QueryParam("view") @Nullable String shown,
            @Context RoutingContext context) {
        View view = View.parse(shown);
        TraceLevel level = view.level(TraceParameter.of(trace));
        RequestEnd end = Objects.requireNonNull(RequestEnd.of(context));
        return pools.reading().call(() -> recorded(PathId.decision(decisionId), level, view, end));
    }

    private Response recorded(DecisionId decisionId, TraceLevel level, View view, RequestEnd end) {
        Reproduced found = readDecision.byId(decisionId, level).orElseThrow(() -> PathId.unknown(decisionId));
        return switch (found) {
            case Reproduced.Answered whole -> {
                end.closes(whole.answer());
                yield view.of(whole.answer()).build();
            }
            case Reproduced.BundleNotLoaded missing ->
                Problems.bundleNotLoaded(missing.digest(), missing.because()).response();
            case Reproduced.SnapshotNotKept missing ->
                Problems.snapshotNotKept(missing.because()).response();
            case Reproduced.Masked masked -> Problems.masked(masked.paths()).response();
            case Reproduced.Retired retired ->
                Problems.retired(retired.decisionId()).response();
        };
    }

    /** What was decided, and what it was decided from. */
    private record Decided(DecisionResult outcome, Incoming.Sent sent) {
        Response.ResponseBuilder show(AnswerBody answer, View view) {
            AnswerForm form = sent.form();
            return form == null
                    ? view.of(answer)
                    : Response.ok(form.write(sent.content(), answer.bytes()), form.mediaType());
        }
    }

    private static void closedAt(RequestEnd end, DecisionResult outcome) {
        switch (outcome) {
            case DecisionResult.New decided -> end.closes(decided.answer());
            case DecisionResult.Duplicate duplicate -> end.closes(duplicate.answer());
            case DecisionResult.Conflict conflict -> {}
            case DecisionResult.Retired retired -> {}
            case DecisionResult.Unavailable unavailable -> {}
        }
    }

    private static Response response(Decided decided, View view) {
        try {
            return shown(decided, view);
        } catch (UnanswerableException unsaid) {
            return Problems.unanswerable(String.valueOf(unsaid.getMessage())).response();
        }
    }

    private static Response shown(Decided decided, View view) {
        return switch (decided.outcome()) {
            case DecisionResult.New fresh ->
                decided.show(fresh.answer(), view)
                        .status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/v1/decisions/" + fresh.decisionId())
                        .build();
            case DecisionResult.Duplicate duplicate ->
                decided.show(duplicate.answer(), view).build();
            case DecisionResult.Conflict conflict -> Problems.conflict(conflict).response();
            case DecisionResult.Retired retired ->
                Problems.retired(retired.decisionId()).response();
            case DecisionResult.Unavailable unavailable ->
                Problems.unavailable(unavailable.because()).response();
        };
    }
}
