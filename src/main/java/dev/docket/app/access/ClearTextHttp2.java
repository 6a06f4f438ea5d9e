package dev.docket.app.access;

import dev.docket.app.config.Settings;
import io.quarkus.vertx.http.HttpServerOptionsCustomizer;
import io.vertx.core.http.HttpServerOptions;
import jakarta.inject.Singleton;

/**
 * Speaks HTTP/2 without TLS only where that is configured. RFC 9113 no longer has the upgrade from HTTP/1.1, and in this server it has
 * a race: one in some thousands of upgraded requests with a body was decided and never answered.
 */
@Singleton
public final class ClearTextHttp2 implements HttpServerOptionsCustomizer {
    private final boolean wanted;

    ClearTextHttp2(Settings settings) {
        this.wanted = settings.http().clearTextHttp2();
    }

    @Override
    public void customizeHttpServer(HttpServerOptions options) {
        options.setHttp2ClearTextEnabled(wanted);
    }
}
