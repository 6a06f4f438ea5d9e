package dev.docket.console;

import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.decision.OpenDecision;
import dev.docket.console.decision.SavedPage;
import dev.docket.console.decision.ShowTry;
import dev.docket.console.find.Finding;
import dev.docket.console.find.Search;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Patience;
import dev.docket.console.shell.Texts;
import dev.docket.console.work.Work;
import dev.docket.decision.id.DecisionId;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/** Finds decisions, and shows one. */
@Path("/console/decisions")
@NonBlocking
public class DecisionPages {
    private static final Executor BETWEEN_LOOKS = CompletableFuture.delayedExecutor(100, TimeUnit.MILLISECONDS);
    private static final int MOST_LOOKS = 20;

    private final Finding finding;
    private final OpenDecision decisions;
    private final ShowTry tries;
    private final Pages pages;
    private final Pools pools;

    public DecisionPages(Finding finding, OpenDecision decisions, ShowTry tries, Pages pages, Pools pools) {
        this.finding = finding;
        this.decisions = decisions;
        this.tries = tries;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public CompletionStage<Response> filtered(@Context UriInfo uri, @Context RoutingContext context) {
        return found(Search.of(uri.getQueryParameters()), context);
    }

    /** What was typed comes in the body, so that it is in no address, history or log. */
    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> searched(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        Search search = Search.of(form);
        return search.text().isEmpty() ? CompletableFuture.completedStage(to(search.path())) : found(search, context);
    }

    private CompletionStage<Response> found(Search search, RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean mayExport = pages.may(asked.caller(), "exportCsv");
        return Patience.with(pools.reading(), () -> switch (finding.by(search, mayExport)) {
            case Finding.Found.Listed listed -> pages.page(asked, Texts.of("find_title"), listed.html());
            case Finding.Found.Elsewhere elsewhere -> to(elsewhere.path());
            case Finding.Found.Refused refused ->
                throw new RefusedException(
                        ProblemDetail.invalid(refused.invalid().problems()));
        });
    }

    @GET
    @Path("/{decisionId}")
    public CompletionStage<Response> one(@PathParam("decisionId") String decisionId, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean mayTry = pages.may(asked.caller(), "showTry");
        Work.May may = Work.May.of(CurrentCall.sender().caller(), operation -> pages.may(asked.caller(), operation));
        return opened(decisionId, false, may, MOST_LOOKS)
                .thenApply(shown -> pages.page(
                        asked, shown.title(), shown.page().trying(mayTry).html()));
    }

    @GET
    @Path("/{decisionId}/saved")
    public CompletionStage<Response> saved(@PathParam("decisionId") String decisionId) {
        return opened(decisionId, true, Work.May.LOOK, MOST_LOOKS)
                .thenApply(shown -> Response.ok(SavedPage.of(shown.title(), shown.page()), Pages.HTML)
                        .header("Content-Disposition", "attachment; filename=\"" + file(decisionId) + "\"")
                        .build());
    }

    @GET
    @Path("/{decisionId}/try")
    public CompletionStage<Response> values(
            @PathParam("decisionId") String decisionId, @Context RoutingContext context) {
        return tried(decisionId, Map.of(), context);
    }

    /** Shows how the decision would change; records nothing. */
    @POST
    @Path("/{decisionId}/try")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> otherValues(
            @PathParam("decisionId") String decisionId,
            MultivaluedMap<String, String> form,
            @Context RoutingContext context) {
        return tried(decisionId, form, context);
    }

    private CompletionStage<Response> tried(
            String decisionId, Map<String, ? extends List<String>> form, RoutingContext context) {
        Asked asked = Asked.of(context);
        DecisionId id = DecisionId.parse(decisionId)
                .orElseThrow(() -> new RefusedException(Problems.unknown("decision", decisionId)));
        return pools.reading().call(() -> switch (tries.of(id, form)) {
            case ShowTry.Shown.Page shown ->
                pages.page(asked, Texts.of("try_title"), shown.page().html());
            case ShowTry.Shown.Unknown unknown -> throw new RefusedException(Problems.unknown("decision", decisionId));
            case ShowTry.Shown.Retired retired -> throw new RefusedException(Problems.retired(id));
        });
    }

    private static String file(String decisionId) {
        return decisionId.replaceAll("[^A-Za-z0-9-]", "_") + ".html";
    }

    // Waits without a thread: checkpoints are signed for many at a time.
    private CompletionStage<OpenDecision.Opened.Shown> opened(
            String decisionId, boolean isSaved, Work.May may, int looks) {
        DecisionId id = DecisionId.parse(decisionId)
                .orElseThrow(() -> new RefusedException(Problems.unknown("decision", decisionId)));
        return pools.reading()
                .call(() -> decisions.open(id, looks > 1 || isSaved, isSaved, may))
                .thenCompose(opened -> switch (opened) {
                    case OpenDecision.Opened.Shown shown -> CompletableFuture.completedFuture(shown);
                    case OpenDecision.Opened.SignedSoon soon
                    when looks > 1 ->
                        CompletableFuture.supplyAsync(() -> looks - 1, BETWEEN_LOOKS)
                                .thenCompose(left -> opened(decisionId, isSaved, may, left));
                    case OpenDecision.Opened.SignedSoon soon ->
                        throw new RefusedException(Problems.busy("The checkpoint is not signed yet."));
                    case OpenDecision.Opened.Unknown unknown ->
                        throw new RefusedException(Problems.unknown("decision", decisionId));
                    case OpenDecision.Opened.Retired retired ->
                        throw new RefusedException(Problems.retired(retired.decisionId()));
                });
    }

    /** Not {@code Response.seeOther}: that looks for the request to make the address absolute, and pools have none. */
    static Response to(String path) {
        return Response.status(Response.Status.SEE_OTHER)
                .header(HttpHeaders.LOCATION, path)
                .build();
    }
}
