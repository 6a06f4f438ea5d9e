package dev.docket.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.TestAuthority;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateHealthTest {
    @TempDir
    private Path folder = Path.of(".");

    @Test
    void a_service_is_ready_only_while_its_certificate_is_valid() throws Exception {
        TestAuthority authority = new TestAuthority(folder);
        authority.issue("service", "san=dns:localhost");
        List<X509Certificate> shown = List.of(read(authority.certificate("service")));
        Instant until = shown.getFirst().getNotAfter().toInstant();
        Instant from = shown.getFirst().getNotBefore().toInstant();

        assertThat(at(shown, from)).containsExactly(Map.entry("until", until.toString()));
        assertThat(at(shown, until)).hasSize(1);
        assertThat(at(shown, until.plusMillis(1)))
                .containsEntry("because", "The certificate has expired. Put a new one into its file.");
        assertThat(at(shown, from.minusMillis(1)))
                .containsEntry("because", "The certificate is not valid yet. Put another one into its file.");
        assertThat(CertificateHealth.of(shown, until.plus(Duration.ofDays(1))).getStatus())
                .isEqualTo(HealthCheckResponse.Status.DOWN);
        assertThat(CertificateHealth.of(shown, until).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    @Test
    void a_service_without_tls_has_none_that_could_expire() {
        assertThat(CertificateHealth.of(List.of(), Instant.MAX).getStatus()).isEqualTo(HealthCheckResponse.Status.UP);
    }

    private static Map<String, Object> at(List<X509Certificate> shown, Instant now) {
        return CertificateHealth.of(shown, now).getData().orElseThrow();
    }

    private static X509Certificate read(Path pem) throws Exception {
        try (InputStream in = Files.newInputStream(pem)) {
            return (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(in);
        }
    }
}
