package dev.docket.api.oidc;

import dev.docket.api.problem.AccessProblems;
import dev.docket.api.problem.ErrorMapper;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.vertx.http.runtime.security.ChallengeData;
import io.smallrye.mutiny.Uni;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The authorization code flow with PKCE. Quarkus keeps its state in cookies that only this service can read. */
public final class Login {
    private static final URI AFTER = URI.create("/console");
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final List<String> COOKIES = List.of("q_session", "q_auth");

    private final Optional<OidcSettings.Login> settings;
    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager providers;

    public Login(
            Optional<OidcSettings> settings, OidcAuthenticationMechanism mechanism, IdentityProviderManager providers) {
        this.settings = settings.flatMap(OidcSettings::login);
        this.mechanism = mechanism;
        this.providers = providers;
    }

    /** Whether somebody can log in like that here. */
    public boolean isOffered() {
        return settings.isPresent();
    }

    /** The next step: to the provider, or back from it. */
    Uni<Response> proceed(RoutingContext context) {
        if (settings.isEmpty()) {
            return Uni.createFrom().item(ErrorMapper.problem(404).response());
        }
        Tenants.wantSession(context);
        return Uni.createFrom()
                .deferred(() -> mechanism.authenticate(context, providers))
                .flatMap(identity -> identity == null
                        ? challenge(context)
                        : Uni.createFrom().item(Response.seeOther(AFTER).build()))
                .onFailure(AuthenticationFailedException.class)
                .recoverWithUni(() -> challenge(context))
                .ifNoItem()
                .after(PATIENCE)
                .fail()
                .onFailure()
                .recoverWithItem(Login::answer);
    }

    private Uni<Response> challenge(RoutingContext context) {
        return mechanism.getChallenge(context).map(Login::redirect);
    }

    private static Response redirect(ChallengeData challenge) {
        Response.ResponseBuilder response = Response.status(challenge.status);
        challenge.getHeaders().forEach((name, value) -> response.header(name.toString(), value));
        return response.build();
    }

    private static Response answer(Throwable failure) {
        if (failure instanceof AuthenticationRedirectException elsewhere) {
            return Response.status(elsewhere.getCode())
                    .header(HttpHeaders.LOCATION, elsewhere.getRedirectUri())
                    .build();
        }
        return failure instanceof AuthenticationCompletionException
                ? AccessProblems.wrong().response()
                : AccessProblems.cannotCheck().response();
    }

    /** Has the browser forget all that it keeps for this service. */
    public static void forget(RoutingContext context) {
        for (Cookie cookie : context.request().cookies()) {
            if (COOKIES.stream().anyMatch(cookie.getName()::startsWith)) {
                context.response()
                        .addCookie(Cookie.cookie(cookie.getName(), "")
                                .setPath("/")
                                .setMaxAge(0)
                                .setHttpOnly(true)
                                .setSecure(context.request().isSSL())
                                .setSameSite(CookieSameSite.LAX));
            }
        }
    }
}
