package dev.docket.api.oidc;

import io.quarkus.oidc.OidcRequestContext;
import io.quarkus.oidc.OidcTenantConfig;
import io.quarkus.oidc.TenantConfigResolver;
import io.quarkus.oidc.runtime.OidcTenantConfig.ApplicationType;
import io.quarkus.oidc.runtime.OidcTenantConfig.Authentication.CookieSameSite;
import io.quarkus.oidc.runtime.OidcTenantConfig.Roles.Source;
import io.quarkus.oidc.runtime.OidcTenantConfig.TokenStateManager.Strategy;
import io.smallrye.mutiny.Uni;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/**
 * Tells Quarkus how to verify a request: as one with an access token, or as one with a session. It asks for each request, so that
 * nothing is asked of the provider before somebody needs it, and the service starts without it.
 */
public final class Tenants implements TenantConfigResolver {
    /** How far the clocks of the provider and of this machine may differ. */
    private static final int CLOCK_SKEW_SECONDS = 30;

    private static final Duration CONNECTION_TIMEOUT = Duration.ofSeconds(3);
    private static final Duration BETWEEN_READS_OF_KEYS = Duration.ofMinutes(1);
    private static final Duration LONGEST_SESSION_AFTER_ITS_TOKEN = Duration.ofMinutes(30);
    private static final String WANTED = Wanted.class.getName();

    /** What a request is to be verified as. */
    private enum Wanted {
        TOKEN,
        SESSION
    }

    private final Optional<OidcTenantConfig> tokens;
    private final Optional<OidcTenantConfig> sessions;

    public Tenants(Optional<OidcSettings> settings) {
        this.tokens = settings.map(Tenants::tokens);
        this.sessions = settings.flatMap(all -> all.login().map(login -> sessions(all, login)));
    }

    /** To be said of a request before it is verified. */
    static void wantToken(RoutingContext context) {
        context.put(WANTED, Wanted.TOKEN);
    }

    /** To be said of a request before it is verified. */
    static void wantSession(RoutingContext context) {
        context.put(WANTED, Wanted.SESSION);
    }

    @Override
    public Uni<OidcTenantConfig> resolve(RoutingContext context, OidcRequestContext<OidcTenantConfig> blocking) {
        Wanted wanted = context.get(WANTED);
        return Uni.createFrom().optional(wanted == null ? Optional.empty() : tenant(wanted));
    }

    private Optional<OidcTenantConfig> tenant(Wanted wanted) {
        return switch (wanted) {
            case TOKEN -> tokens;
            case SESSION -> sessions;
        };
    }

    private static OidcTenantConfig tokens(OidcSettings settings) {
        var tenant = OidcTenantConfig.authServerUrl(settings.issuer().toString())
                .tenantId("tokens")
                .applicationType(ApplicationType.SERVICE)
                .clientId(settings.audience())
                .connectionTimeout(CONNECTION_TIMEOUT)
                .roles(Source.accesstoken, settings.roleClaim())
                .token()
                .issuer(settings.issuer().toString())
                .audience(settings.audience())
                .subjectRequired()
                .issuedAtRequired()
                .lifespanGrace(CLOCK_SKEW_SECONDS)
                .principalClaim(settings.nameClaim())
                .forcedJwkRefreshInterval(BETWEEN_READS_OF_KEYS)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .end();
        settings.tlsName().ifPresent(tenant::tlsConfigurationName);
        return tenant.build();
    }

    private static OidcTenantConfig sessions(OidcSettings settings, OidcSettings.Login login) {
        var tenant = OidcTenantConfig.authServerUrl(settings.issuer().toString())
                .tenantId("login")
                .applicationType(ApplicationType.WEB_APP)
                .clientId(login.client())
                .credentials(login.secret())
                .connectionTimeout(CONNECTION_TIMEOUT)
                .roles(Source.idtoken, settings.roleClaim())
                .token()
                .issuer(settings.issuer().toString())
                .subjectRequired()
                .lifespanGrace(CLOCK_SKEW_SECONDS)
                .principalClaim(settings.nameClaim())
                .forcedJwkRefreshInterval(BETWEEN_READS_OF_KEYS)
                .allowJwtIntrospection(false)
                .allowOpaqueTokenIntrospection(false)
                .refreshExpired()
                .end()
                .authentication()
                .redirectPath(login.url().toString())
                .pkceRequired()
                .nonceRequired()
                .stateSecret(login.stateSecret())
                .cookieForceSecure("https".equals(login.url().getScheme()))
                // Strict would keep the browser from sending it when the provider sends it back here.
                .cookieSameSite(CookieSameSite.LAX)
                .stateCookieSameSite(CookieSameSite.LAX)
                .sessionAgeExtension(LONGEST_SESSION_AFTER_ITS_TOKEN)
                .end()
                .tokenStateManager()
                .strategy(Strategy.ID_REFRESH_TOKENS)
                .encryptionRequired()
                .encryptionSecret(login.sessionSecret())
                .end();
        settings.tlsName().ifPresent(tenant::tlsConfigurationName);
        return tenant.build();
    }
}
