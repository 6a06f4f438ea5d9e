package dev.docket.app.access;

import dev.docket.access.RoleMapping;
import dev.docket.api.access.Issuer;
import dev.docket.api.oidc.Login;
import dev.docket.api.oidc.OidcIssuer;
import dev.docket.api.oidc.OidcSettings;
import dev.docket.api.oidc.ProviderOutage;
import dev.docket.api.oidc.Tenants;
import dev.docket.app.config.Settings;
import dev.docket.app.metric.Outages;
import dev.docket.digest.Digest;
import io.quarkus.oidc.runtime.OidcAuthenticationMechanism;
import io.quarkus.security.identity.IdentityProviderManager;
import io.quarkus.tls.TlsConfigurationRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Which identity provider is believed, if any. */
@Singleton
public class OidcWiring {
    private static final Logger LOG = Logger.getLogger("dev.docket.access");

    /** The TLS configuration of Quarkus that is for the provider, if there is one of this name. */
    private static final String TLS_NAME = "oidc";

    private final Optional<OidcSettings> settings;

    OidcWiring(Settings settings, TlsConfigurationRegistry tls) {
        this.settings = read(settings.access().oidc(), tls.get(TLS_NAME).map(found -> TLS_NAME));
    }

    @Produces
    @Singleton
    Tenants tenants() {
        return new Tenants(settings);
    }

    @Produces
    @Singleton
    Issuer issuer(OidcAuthenticationMechanism mechanism, IdentityProviderManager providers, Outages outages) {
        return settings.<Issuer>map(believed -> new OidcIssuer(
                        believed,
                        mechanism,
                        providers,
                        new ProviderOutage(outages.of(Outages.Of.IDENTITY_PROVIDER, LOG), System::nanoTime)))
                .orElse(Issuer.NONE);
    }

    @Produces
    @Singleton
    Login login(OidcAuthenticationMechanism mechanism, IdentityProviderManager providers) {
        return new Login(settings, mechanism, providers);
    }

    /** @throws UnusableProviderException if nobody could be believed like that, or too many would be */
    static Optional<OidcSettings> read(Settings.Oidc said, Optional<String> tlsName) {
        if (said.issuer().isEmpty()) {
            return Optional.empty();
        }
        String audience = said.audience()
                .orElseThrow(() -> new UnusableProviderException(
                        "docket.access.oidc.audience is not set: a token for any other service would do. Say by which name the"
                                + " provider knows this one."));
        return Optional.of(new OidcSettings(
                url("docket.access.oidc.issuer", said.issuer().get()),
                audience,
                said.roleClaim(),
                said.nameClaim(),
                roles(said.roles().orElse(List.of())),
                tlsName,
                said.loginClient().map(client -> login(client, audience, said))));
    }

    private static OidcSettings.Login login(String client, String audience, Settings.Oidc said) {
        // The provider says in both tokens whom they are for: that is what keeps one from being used as the other.
        if (client.equals(audience)) {
            throw new UnusableProviderException("docket.access.oidc.audience and login-client are the same, '" + client
                    + "': a token that only says who logged in would let its holder call. Give them different names.");
        }
        String secret = said.loginSecret()
                .orElseThrow(() -> new UnusableProviderException("docket.access.oidc.login-secret is not set."));
        URI url = url(
                "docket.access.oidc.login-url",
                said.loginUrl()
                        .orElseThrow(() -> new UnusableProviderException(
                                "docket.access.oidc.login-url is not set. It is where browsers reach /v1/login, such as"
                                        + " https://docket.example.com/v1/login.")));
        return new OidcSettings.Login(client, secret, url, derived("state", secret), derived("session", secret));
    }

    private static RoleMapping roles(List<String> entries) {
        try {
            return RoleMapping.parse(entries);
        } catch (IllegalArgumentException unusable) {
            throw new UnusableProviderException("docket.access.oidc.roles: " + unusable.getMessage()
                    + ". Write, for example, order-systems=DECIDE,auditors=AUDIT.");
        }
    }

    /** A secret of its own for each use, and the same one on every node. */
    private static String derived(String use, String secret) {
        return Digest.over((use + '\0' + secret).getBytes(StandardCharsets.UTF_8))
                .text();
    }

    private static URI url(String setting, String text) {
        try {
            URI url = URI.create(text);
            boolean isHere = "http".equals(url.getScheme())
                    && url.getHost() != null
                    && Exposure.of(url.getHost()).isLoopback();
            if (isHere || ("https".equals(url.getScheme()) && url.getHost() != null)) {
                return url;
            }
        } catch (IllegalArgumentException malformed) {
            // The same answer.
        }
        throw new UnusableProviderException(
                "%s is not an https URL (http will do on this machine only): '%s'".formatted(setting, text));
    }
}
