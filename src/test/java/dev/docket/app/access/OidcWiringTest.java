package dev.docket.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Role;
import dev.docket.api.oidc.OidcSettings;
import dev.docket.app.config.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OidcWiringTest {
    private static final String PREFIX = "docket.access.oidc.";
    private static final Map<String, String> GOOD = Map.of(
            "issuer", "https://login.example.com/realms/erp",
            "audience", "docket",
            "roles", "order-systems=DECIDE,auditors=AUDIT",
            "login-client", "docket-login",
            "login-secret", "geheim-0815",
            "login-url", "https://docket.example.com/v1/login");

    @Test
    void nobody_is_believed_unless_a_provider_is_named() {
        assertThat(read(Map.of("issuer", ""))).isEmpty();
    }

    @Test
    void what_is_configured_is_believed_and_its_secrets_are_not_shown() {
        OidcSettings settings = read(Map.of()).orElseThrow();

        assertThat(settings.roles().of(List.of("auditors"))).containsExactly(Role.AUDIT);
        OidcSettings.Login login = settings.login().orElseThrow();
        assertThat(List.of(login.secret(), login.stateSecret(), login.sessionSecret()))
                .doesNotHaveDuplicates();
        assertThat(settings.toString())
                .doesNotContain(login.secret(), login.stateSecret(), login.sessionSecret())
                .contains("docket-login");
        assertThat(read(Map.of("login-client", "")).orElseThrow().login()).isEmpty();
        assertThat(read(Map.of("issuer", "http://127.0.0.1:8080"))).isPresent();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "audience||docket.access.oidc.audience is not set",
                "audience|docket-login|Give them different names",
                "roles||nobody would have a role",
                "roles|auditors=AUDITOR|word=ROLE",
                "issuer|http://login.example.com|not an https URL",
                "issuer|login.example.com|not an https URL",
                "issuer|https:// x|not an https URL",
                "login-secret||docket.access.oidc.login-secret is not set",
                "login-url||docket.access.oidc.login-url is not set",
                "login-url|http://docket.example.com/v1/login|not an https URL",
            })
    void what_would_let_the_wrong_ones_in_stops_the_start(String setting, String value, String message) {
        assertThatThrownBy(() -> read(Map.of(setting, value == null ? "" : value)))
                .isInstanceOf(UnusableProviderException.class)
                .hasMessageContaining(message);
    }

    private static Optional<OidcSettings> read(Map<String, String> changed) {
        Map<String, String> all = new HashMap<>(GOOD);
        all.putAll(changed);
        SmallRyeConfigBuilder config = new SmallRyeConfigBuilder().withMapping(Settings.class);
        all.forEach((name, value) -> config.withDefaultValue(PREFIX + name, value));
        return OidcWiring.read(
                config.build().getConfigMapping(Settings.class).access().oidc(), Optional.empty());
    }
}
