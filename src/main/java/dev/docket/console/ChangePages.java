package dev.docket.console;

import dev.docket.access.Sender;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.changes.ShowChange;
import dev.docket.console.changes.ShowChanges;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Texts;
import dev.docket.json.Problem;
import dev.docket.service.change.ChangePolicy;
import dev.docket.service.change.ChangeResult;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Shows policy changes, and takes the steps that need no private key. */
@Path("/console/changes")
@NonBlocking
public class ChangePages {
    private static final int LONGEST_REASON = 2_000;

    private final ShowChanges list;
    private final ShowChange show;
    private final ChangePolicy changes;
    private final Pages pages;
    private final Pools pools;

    public ChangePages(ShowChanges list, ShowChange show, ChangePolicy changes, Pages pages, Pools pools) {
        this.list = list;
        this.show = show;
        this.changes = changes;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public CompletionStage<Response> all(@Context RoutingContext context) {
        Asked asked = Asked.of(context);
        return pools.reading().call(() -> pages.page(asked, Texts.of("changes_title"), list.html()));
    }

    @GET
    @Path("/{changeId}")
    public CompletionStage<Response> one(@PathParam("changeId") String changeId, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        return pools.reading()
                .call(() -> show.html(changeId, asked.caller(), operation -> pages.may(asked.caller(), operation))
                        .map(page -> pages.page(asked, Texts.of("change_title", changeId), page))
                        .orElseThrow(() -> new RefusedException(Problems.unknown("change", changeId))));
    }

    @POST
    @Path("/{changeId}/submit")
    public CompletionStage<Response> submit(@PathParam("changeId") String changeId) {
        return step(changeId, sender -> changes.submit(changeId, sender));
    }

    @POST
    @Path("/{changeId}/promote")
    public CompletionStage<Response> promote(@PathParam("changeId") String changeId) {
        return step(changeId, sender -> changes.promote(changeId, sender));
    }

    @POST
    @Path("/{changeId}/reject")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> reject(
            @PathParam("changeId") String changeId, @FormParam("reason") @Nullable String reason) {
        String said = said(reason);
        return step(changeId, sender -> changes.reject(changeId, said, sender));
    }

    @POST
    @Path("/{changeId}/withdraw")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> withdraw(
            @PathParam("changeId") String changeId, @FormParam("reason") @Nullable String reason) {
        String said = said(reason);
        return step(changeId, sender -> changes.withdraw(changeId, said, sender));
    }

    /** Takes this change back, if it is still what decides. */
    @POST
    @Path("/{changeId}/rollback")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> rollBack(
            @PathParam("changeId") String changeId, @FormParam("reason") @Nullable String reason) {
        String said = said(reason);
        return step(changeId, sender -> changes.rollBack(changeId, said, sender));
    }

    private CompletionStage<Response> step(String changeId, Function<Sender, ChangeResult> step) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> switch (step.apply(sender)) {
            case ChangeResult.Done done ->
                DecisionPages.to("/console/changes/" + done.change().id());
            case ChangeResult.Unknown unknown -> throw new RefusedException(Problems.unknown("change", changeId));
            case ChangeResult.Refused refused ->
                throw new RefusedException(Problems.stepRefused(refused.why().name(), refused.because()));
            case ChangeResult.Unusable unusable ->
                throw new RefusedException(Problems.bundleRefused(unusable.problems()));
        });
    }

    private static String said(@Nullable String reason) {
        String said = reason == null ? "" : reason.strip();
        if (said.isEmpty() || said.length() > LONGEST_REASON) {
            throw new RefusedException(ProblemDetail.invalid(
                    List.of(Problem.of("reason", "required", Texts.of("change_no_reason", LONGEST_REASON)))));
        }
        return said;
    }
}
