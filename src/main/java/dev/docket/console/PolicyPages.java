package dev.docket.console;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.policy.GraphPage;
import dev.docket.console.policy.LiveVersions;
import dev.docket.console.policy.ModelPage;
import dev.docket.console.policy.RulePage;
import dev.docket.console.policy.RulesPage;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Patience;
import dev.docket.console.shell.Texts;
import dev.docket.console.today.Today;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.service.bundle.PolicyFiles;
import dev.docket.service.outcome.CountDecisions;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.Period;
import dev.docket.service.outcome.judge.JudgeModels;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/** Shows the policy that decides now, and how often its rules fire. */
@Path("/console")
@NonBlocking
public class PolicyPages {
    private final DescribeBundle describe;
    private final PolicyFiles files;
    private final CountDecisions count;
    private final Today today;
    private final JudgeModels judge;
    private final Pages pages;
    private final Pools pools;

    public PolicyPages(
            DescribeBundle describe,
            PolicyFiles files,
            CountDecisions count,
            Today today,
            JudgeModels judge,
            Pages pages,
            Pools pools) {
        this.describe = describe;
        this.files = files;
        this.count = count;
        this.today = today;
        this.judge = judge;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    @Path("/rules")
    public CompletionStage<Response> rules(@Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean mayCount = pages.may(asked.caller(), "showToday");
        boolean mayEdit = pages.may(asked.caller(), "showEditor");
        boolean maySearch = pages.may(asked.caller(), "showDecisions");
        return Patience.with(
                pools.reading(),
                () -> pages.page(
                        asked,
                        Texts.of("rules_title"),
                        RulesPage.of(describe, counted(mayCount), maySearch, mayEdit)
                                .html()));
    }

    @GET
    @Path("/rules/{ruleId}")
    public CompletionStage<Response> rule(@PathParam("ruleId") String ruleId, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean maySearch = pages.may(asked.caller(), "showDecisions");
        boolean mayCount = pages.may(asked.caller(), "showToday");
        boolean mayEdit = pages.may(asked.caller(), "showEditor");
        RuleDescription rule =
                describe.rule(ruleId).orElseThrow(() -> new RefusedException(Problems.unknown("rule", ruleId)));
        return Patience.with(pools.reading(), () -> {
            RulePage page = RulePage.of(
                    rule,
                    describe.rules(),
                    describe.taxonomy(),
                    files.of(describe.id().digest()),
                    counted(mayCount),
                    maySearch,
                    mayEdit);
            return pages.page(asked, page.name(), page.html());
        });
    }

    @GET
    @Path("/graph")
    public CompletionStage<Response> graph(
            @DefaultValue("") @QueryParam("of") String of, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        return Patience.with(pools.reading(), () -> {
            GraphPage page = GraphPage.of(of, describe.rules(), describe.taxonomy())
                    .orElseThrow(() -> new RefusedException(Problems.unknown("rule", of)));
            return pages.page(asked, Texts.of("graph_title"), page.html());
        });
    }

    /** The last 30 days. */
    private Optional<Counted> counted(boolean mayCount) {
        return mayCount ? Optional.of(count.of(Period.MONTH)) : Optional.empty();
    }

    @GET
    @Path("/model")
    public CompletionStage<Response> model(@Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean maySearch = pages.may(asked.caller(), "showDecisions");
        boolean mayCount = pages.may(asked.caller(), "showToday");
        ModelDescription model = describe.model().orElseThrow(() -> new RefusedException(Problems.noModel()));
        return Patience.with(pools.reading(), () -> {
            Optional<ModelPage.Live> live = mayCount
                    ? Optional.of(new ModelPage.Live(
                            LiveVersions.of(judge.ofLastMonth(), model, maySearch), today.ofModel(maySearch)))
                    : Optional.empty();
            return pages.page(
                    asked, Texts.of("model_title"), ModelPage.of(model, live).html());
        });
    }
}
