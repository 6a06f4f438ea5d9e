package dev.docket.api;

import java.util.Locale;

/**
 * What the REST adapter may be told by its deployment.
 *
 * @param bodyBytes the largest body, and the largest line of a batch, in bytes
 * @param echo whether {@code POST /bench/echo} answers
 */
public record HttpSettings(int bodyBytes, boolean echo) {
    public HttpSettings {
        if (bodyBytes <= 0) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "bodyBytes (%d) must be positive", bodyBytes));
        }
    }
}
