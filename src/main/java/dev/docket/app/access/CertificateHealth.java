package dev.docket.app.access;

import io.quarkus.tls.TlsConfiguration;
import io.quarkus.tls.TlsConfigurationRegistry;
import io.quarkus.vertx.http.runtime.VertxHttpConfig;
import java.security.KeyStore;
import java.security.KeyStoreException;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Not ready with a certificate that no client accepts, because it has expired or is not valid yet. */
@Readiness
public final class CertificateHealth implements HealthCheck {
    private final TlsConfigurationRegistry registry;
    /** Of the settings for TLS that the server uses; empty for those without a name. */
    private final Optional<String> name;

    private final InstantSource clock;

    CertificateHealth(TlsConfigurationRegistry registry, VertxHttpConfig http, InstantSource clock) {
        this.registry = registry;
        this.name = http.tlsConfigurationName();
        this.clock = clock;
    }

    @Override
    public HealthCheckResponse call() {
        Optional<TlsConfiguration> used = name.isPresent() ? registry.get(name.get()) : registry.getDefault();
        // Asked each time: files that were renewed are read again while the service runs.
        return of(
                used.map(TlsConfiguration::getKeyStore)
                        .map(CertificateHealth::own)
                        .orElseGet(List::of),
                clock.instant());
    }

    /** The certificates that a server can show. */
    static List<X509Certificate> own(KeyStore store) {
        List<X509Certificate> own = new ArrayList<>();
        try {
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias) && store.getCertificate(alias) instanceof X509Certificate certificate) {
                    own.add(certificate);
                }
            }
        } catch (KeyStoreException unread) {
            throw new IllegalStateException("the key store was not read", unread);
        }
        return own;
    }

    /** @param shown the certificates of the server; none without TLS */
    static HealthCheckResponse of(List<X509Certificate> shown, Instant now) {
        var response = HealthCheckResponse.named("certificate");
        Optional<Instant> until =
                shown.stream().map(one -> one.getNotAfter().toInstant()).min(Comparator.naturalOrder());
        Optional<Instant> from =
                shown.stream().map(one -> one.getNotBefore().toInstant()).max(Comparator.naturalOrder());
        if (until.isEmpty() || from.isEmpty()) {
            return response.up().withData("state", "NONE").build();
        }
        response.withData("until", until.get().toString());
        if (until.get().isBefore(now)) {
            return response.down()
                    .withData("because", "The certificate has expired. Put a new one into its file.")
                    .build();
        }
        return from.get().isAfter(now)
                ? response.down()
                        .withData("because", "The certificate is not valid yet. Put another one into its file.")
                        .build()
                : response.up().build();
    }
}
