package dev.docket.console;

import dev.docket.access.Call;
import dev.docket.access.key.ApiKey;
import dev.docket.api.access.Authorization;
import dev.docket.api.access.KeySessions;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.oidc.Login;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.shell.Assets;
import dev.docket.console.shell.LoginPage;
import dev.docket.console.shell.OwnPath;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.VerifierPage;
import dev.docket.json.Problem;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Where somebody begins, and what every page needs. */
@Path("/console")
@NonBlocking
public class ConsolePages {
    private final Pages pages;
    private final Authorization authorization;
    private final KeySessions sessions;
    private final Login login;

    public ConsolePages(Pages pages, Authorization authorization, KeySessions sessions, Login login) {
        this.pages = pages;
        this.authorization = authorization;
        this.sessions = sessions;
        this.login = login;
    }

    /** Goes on to the first page that the reader may see. */
    @GET
    public Response start(@Context RoutingContext context) {
        var caller = Authorization.callerOf(context);
        return DecisionPages.to(pages.may(caller, "showDecisions") ? "/console/decisions" : "/console/rules");
    }

    @GET
    @Path("/assets/{name}")
    public Response asset(@PathParam("name") String name, @Context RoutingContext context) {
        return Assets.named(name)
                .map(asset -> Pages.asset(context, asset))
                .orElseThrow(() -> new RefusedException(ErrorMapper.problem(404)));
    }

    /** Checks a file that somebody saved; nothing of it is sent here. */
    @GET
    @Path("/verify")
    public Response verifier(@Context RoutingContext context) {
        return pages.page(Asked.of(context), Texts.of("verifier_title"), VerifierPage.html());
    }

    @GET
    @Path("/login")
    public Response login(@QueryParam("next") @Nullable String next, @Context RoutingContext context) {
        return pages.page(
                Asked.of(context), Texts.of("login_title"), LoginPage.html("", login.isOffered(), OwnPath.of(next)));
    }

    @POST
    @Path("/login")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> open(
            @FormParam("key") @Nullable String key,
            @FormParam("next") @Nullable String next,
            @Context RoutingContext context) {
        String text = key == null ? "" : key.strip();
        if (text.isEmpty()) {
            throw refused(ProblemDetail.invalid(List.of(Problem.of("", "required", Texts.of("login_no_key")))));
        }
        Optional<ApiKey> shown = ApiKey.parse(text);
        Call call = CurrentCall.sender().call().orElseThrow();
        return authorization.ofShown(shown, context, call).thenApply(verdict -> switch (verdict) {
            case Authorization.Verdict.Let let -> {
                sessions.open(shown.orElseThrow(), context);
                yield DecisionPages.to(OwnPath.of(next));
            }
            case Authorization.Verdict.Refused refused -> throw refused(refused.problem());
        });
    }

    private static RefusedException refused(ProblemDetail problem) {
        return new RefusedException(problem);
    }

    @POST
    @Path("/logout")
    public Response close(@Context RoutingContext context) {
        sessions.close(context);
        Login.forget(context);
        return DecisionPages.to("/console/login");
    }
}
