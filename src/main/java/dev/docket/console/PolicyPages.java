package dev.docket.console;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.policy.ModelPage;
import dev.docket.console.policy.RulePage;
import dev.docket.console.policy.RulesPage;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Texts;
import dev.docket.service.bundle.DescribeBundle;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Shows the policy that decides now. All rules together are work for a thread; one rule or card is not. */
@Path("/console")
@NonBlocking
public class PolicyPages {
    private final DescribeBundle describe;
    private final Pages pages;
    private final Pools pools;

    public PolicyPages(DescribeBundle describe, Pages pages, Pools pools) {
        this.describe = describe;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    @Path("/rules")
    public CompletionStage<Response> rules(@Context RoutingContext context) {
        Asked asked = Asked.of(context);
        return pools.reading()
                .call(() -> pages.page(
                        asked, Texts.of("rules_title"), RulesPage.of(describe).html()));
    }

    @GET
    @Path("/rules/{ruleId}")
    public Response rule(@PathParam("ruleId") String ruleId, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean maySearch = pages.may(asked.caller(), "showDecisions");
        return describe.rule(ruleId)
                .map(rule -> RulePage.of(rule, describe.taxonomy(), maySearch))
                .map(page -> pages.page(asked, page.name(), page.html()))
                .orElseThrow(() -> new RefusedException(Problems.unknown("rule", ruleId)));
    }

    @GET
    @Path("/model")
    public Response model(@Context RoutingContext context) {
        return describe.model()
                .map(model -> pages.page(
                        Asked.of(context),
                        Texts.of("model_title"),
                        ModelPage.of(model).html()))
                .orElseThrow(() -> new RefusedException(Problems.noModel()));
    }
}
