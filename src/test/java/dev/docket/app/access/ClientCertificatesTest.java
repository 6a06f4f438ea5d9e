package dev.docket.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.app.config.Settings;
import io.quarkus.vertx.http.runtime.VertxHttpConfig.InsecureRequests;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ClientCertificatesTest {
    private final HttpServerOptions options = new HttpServerOptions();

    @Test
    void nobody_is_asked_for_one_by_default() {
        new ClientCertificates(wanting("off")).customizeHttpsServer(options);
        ClientCertificates.check(wanting("off"), Optional.empty());

        assertThat(options.getClientAuth()).isEqualTo(ClientAuth.NONE);
    }

    @Test
    void where_they_are_required_nothing_starts_that_would_let_callers_in_without() {
        ClientCertificates certificates = new ClientCertificates(wanting("required"));
        assertThatThrownBy(() -> ClientCertificates.check(wanting("required"), Optional.of(InsecureRequests.ENABLED)))
                .isInstanceOf(ExposedException.class)
                .hasMessageContaining("quarkus.http.insecure-requests=disabled");
        ClientCertificates.check(wanting("required"), Optional.of(InsecureRequests.DISABLED));
        assertThatThrownBy(() -> certificates.customizeHttpsServer(options))
                .isInstanceOf(ExposedException.class)
                .hasMessageContaining("quarkus.tls.key-store");
        options.setKeyCertOptions(new PemKeyCertOptions());
        assertThatThrownBy(() -> certificates.customizeHttpsServer(options))
                .isInstanceOf(ExposedException.class)
                .hasMessageContaining("quarkus.tls.trust-store");

        options.setTrustOptions(new PemTrustOptions());
        certificates.customizeHttpsServer(options);
        assertThat(options.getClientAuth()).isEqualTo(ClientAuth.REQUIRED);
    }

    private static Settings wanting(String value) {
        return new SmallRyeConfigBuilder()
                .withMapping(Settings.class)
                .withDefaultValue("docket.http.client-certificates", value)
                .build()
                .getConfigMapping(Settings.class);
    }
}
