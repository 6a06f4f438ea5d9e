package dev.docket.api.oidc;

import dev.docket.access.RoleMapping;
import java.net.URI;
import java.util.Optional;

/**
 * Which identity provider is believed, and in what.
 *
 * @param issuer as its tokens name it; its metadata is below it
 * @param audience whom access tokens must be meant for: this service
 * @param roleClaim where a token has roles or groups; parts are joined by {@code /}
 * @param nameClaim where a token has a name to show
 * @param roles what these mean here
 * @param tlsName the TLS configuration with the authorities that vouch for the provider, if not the usual ones
 * @param login how people log in with a browser; nothing if they cannot
 */
public record OidcSettings(
        URI issuer,
        String audience,
        String roleClaim,
        String nameClaim,
        RoleMapping roles,
        Optional<String> tlsName,
        Optional<Login> login) {
    /**
     * How people log in.
     *
     * @param client the name by which the provider knows this service
     * @param secret what this service proves it with
     * @param url where a browser reaches {@code /v1/login}, as registered with the provider
     * @param stateSecret encrypts what a browser keeps during a login; the same on every node
     * @param sessionSecret encrypts what a browser keeps after it; the same on every node
     */
    public record Login(String client, String secret, URI url, String stateSecret, String sessionSecret) {
        /** Without the secrets. */
        @Override
        public String toString() {
            return "Login[client=%s, url=%s]".formatted(client, url);
        }
    }
}
