package dev.docket.app.access;

import dev.docket.app.config.Settings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;
import java.util.Optional;

/**
 * Has callers show a certificate before they can ask for anything, if that is configured. The framework's own setting for it is
 * fixed when the service is built.
 */
@Singleton
public final class ClientCertificates implements HttpServerOptionsCustomizer {
    private final Settings.ClientCertificates wanted;

    ClientCertificates(Settings settings) {
        this.wanted = settings.http().clientCertificates();
    }

    /** @throws ExposedException if nobody could be asked for a certificate, or any would do */
    @Override
    public void customizeHttpsServer(HttpServerOptions options) {
        switch (wanted) {
            case OFF -> {}
            case REQUIRED -> {
                // Without a trust store of its own, the server would take whatever a public authority signed.
                if (options.getKeyCertOptions() == null || options.getTrustOptions() == null) {
                    throw ExposedException.withoutTrust();
                }
                options.setClientAuth(ClientAuth.REQUIRED);
            }
        }
    }

    /** @throws ExposedException if there is a way around the certificates */
    static void check(Settings settings, Optional<InsecureRequests> clearText) {
        switch (settings.http().clientCertificates()) {
            case OFF -> {}
            case REQUIRED -> {
                if (!clearText.equals(Optional.of(InsecureRequests.DISABLED))) {
                    throw ExposedException.withPlainText();
                }
            }
        }
    }
}
