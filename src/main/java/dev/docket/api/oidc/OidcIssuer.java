package dev.docket.api.oidc;

import dev.docket.access.Caller;
import dev.docket.access.Refusals.Reason;
import dev.docket.api.access.Found;
import dev.docket.api.access.Issuer;
import dev.docket.api.access.OwnPage;
import dev.docket.api.problem.AccessProblems;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.AuthenticationCompletionException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.AuthenticationRedirectException;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Believes an OpenID Connect provider. Quarkus verifies signature, issuer, audience and times; what the roles mean is
 * {@link OidcSettings}'s. Whoever cannot be verified now is told so, and is not let in.
 */
public final class OidcIssuer implements Issuer {
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final String SESSION_COOKIE = "q_session";

    private final OidcSettings settings;
    private final OidcAuthenticationMechanism mechanism;
    private final IdentityProviderManager providers;
    private final ProviderOutage outage;

    public OidcIssuer(
            OidcSettings settings,
            OidcAuthenticationMechanism mechanism,
            IdentityProviderManager providers,
            ProviderOutage outage) {
        this.settings = settings;
        this.mechanism = mechanism;
        this.providers = providers;
        this.outage = outage;
    }

    @Override
    public CompletionStage<Found> ofToken(RoutingContext context) {
        Tenants.wantToken(context);
        return found(context);
    }

    @Override
    public boolean hasSession(RoutingContext context) {
        return settings.login().isPresent()
                && context.request().cookies().stream()
                        .anyMatch(cookie -> cookie.getName().startsWith(SESSION_COOKIE));
    }

    /** A browser sends the cookie whoever made it ask. So it must also say that a page of this service did. */
    @Override
    public CompletionStage<Found> ofSession(RoutingContext context) {
        if (!OwnPage.isAsking(context)) {
            return CompletableFuture.completedFuture(
                    new Found.Refused(Reason.FOREIGN_ORIGIN, AccessProblems.sessionFromElsewhere()));
        }
        Tenants.wantSession(context);
        return found(context);
    }

    private CompletionStage<Found> found(RoutingContext context) {
        if (!outage.mayTry()) {
            return CompletableFuture.completedFuture(cannotCheck());
        }
        return verified(context)
                .map(identity -> identity == null ? wrong() : known(identity))
                .onFailure()
                .recoverWithItem(OidcIssuer::refused)
                .invoke(outage::note)
                .subscribeAsCompletionStage();
    }

    private Uni<SecurityIdentity> verified(RoutingContext context) {
        return Uni.createFrom()
                .deferred(() -> mechanism.authenticate(context, providers))
                .ifNoItem()
                .after(PATIENCE)
                .fail();
    }

    private Found known(SecurityIdentity identity) {
        if (!(identity.getPrincipal() instanceof JsonWebToken token)
                || token.getSubject() == null
                || !Caller.User.isId(token.getSubject())) {
            return wrong();
        }
        return new Found.Known(new Caller.User(
                token.getSubject(),
                token.getName() == null ? token.getSubject() : token.getName(),
                settings.roles().of(identity.getRoles())));
    }

    /** Quarkus has these three for what is wrong with a request; anything else is wrong with the provider, or the way to it. */
    private static Found refused(Throwable failure) {
        return failure instanceof AuthenticationFailedException
                        || failure instanceof AuthenticationCompletionException
                        || failure instanceof AuthenticationRedirectException
                ? wrong()
                : cannotCheck();
    }

    private static Found wrong() {
        return new Found.Refused(Reason.WRONG_CREDENTIALS, AccessProblems.wrong());
    }

    private static Found cannotCheck() {
        return new Found.Refused(Reason.CANNOT_CHECK, AccessProblems.cannotCheck());
    }
}
