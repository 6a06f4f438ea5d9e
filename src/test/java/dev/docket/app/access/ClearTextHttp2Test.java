package dev.docket.app.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.app.config.Settings;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerOptions;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ClearTextHttp2Test {
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void is_spoken_only_where_it_is_configured(boolean configured) {
        HttpServerOptions options = new HttpServerOptions().setHttp2ClearTextEnabled(!configured);

        new ClearTextHttp2(wanting(configured)).customizeHttpServer(options);

        assertThat(options.isHttp2ClearTextEnabled()).isEqualTo(configured);
    }

    private static Settings wanting(boolean configured) {
        return new SmallRyeConfigBuilder()
                .withMapping(Settings.class)
                .withDefaultValue("docket.http.clear-text-http2", Boolean.toString(configured))
                .build()
                .getConfigMapping(Settings.class);
    }
}
