package dev.docket.console;

import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Patience;
import dev.docket.console.shell.Texts;
import dev.docket.console.today.Today;
import dev.docket.json.Problem;
import dev.docket.service.outcome.Period;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.concurrent.CompletionStage;

/** Shows how it goes. */
@Path("/console/today")
@NonBlocking
public class OverviewPages {
    private final Today today;
    private final Pages pages;
    private final Pools pools;

    public OverviewPages(Today today, Pages pages, Pools pools) {
        this.today = today;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public CompletionStage<Response> figures(
            @QueryParam("within") @DefaultValue("24h") String within, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        Period period = Period.of(within)
                .orElseThrow(() -> new RefusedException(ProblemDetail.invalid(
                        List.of(Problem.of("?within", "unknown-value", Texts.of("today_no_period"))))));
        boolean maySearch = pages.may(asked.caller(), "showDecisions");
        boolean maySeeChanges = pages.may(asked.caller(), "showChanges");
        return Patience.with(
                pools.reading(),
                () -> pages.page(asked, Texts.of("today_title"), today.html(period, maySearch, maySeeChanges)));
    }
}
