package dev.docket.app.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.app.config.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExposureTest {
    private final List<String> warnings = new ArrayList<>();

    @ParameterizedTest
    @ValueSource(strings = {"0.0.0.0", "::", "192.0.2.7", "10.0.0.1", "no-such-host.invalid"})
    void an_address_that_others_reach_needs_authentication_and_the_refusal_says_how(String host) {
        assertThatThrownBy(() -> Exposure.of(host).check(settings(Map.of()), warnings::add))
                .isInstanceOf(ExposedException.class)
                .hasMessageContainingAll(
                        host, "docket.access.authentication=required", "./docket keys create", "127.0.0.1");

        assertThatCode(() -> Exposure.of(host)
                        .check(settings(Map.of("docket.access.authentication", "required")), warnings::add))
                .doesNotThrowAnyException();
        assertThat(warnings).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "localhost", "::1", "127.1.2.3"})
    void on_this_machine_it_may_be_off_and_one_warning_says_what_to_do_about_it(String host) {
        Exposure.of(host).check(settings(Map.of()), warnings::add);

        assertThat(warnings)
                .singleElement()
                .asString()
                .contains("authentication is off", "docket.access.authentication=required", "./docket keys create");
    }

    @Test
    void a_header_names_nobody_where_keys_do() {
        assertThatThrownBy(() -> Exposure.of("127.0.0.1")
                        .check(
                                settings(Map.of(
                                        "docket.access.authentication",
                                        "required",
                                        "docket.caller.header",
                                        "X-Caller")),
                                warnings::add))
                .isInstanceOf(ExposedException.class)
                .hasMessageContaining("Remove docket.caller.header");
    }

    private static Settings settings(Map<String, String> values) {
        return new SmallRyeConfigBuilder()
                .withMapping(Settings.class)
                .withDefaultValues(values)
                .build()
                .getConfigMapping(Settings.class);
    }
}
