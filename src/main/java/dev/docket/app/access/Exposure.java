package dev.docket.app.access;

import dev.docket.app.config.Settings;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * From where the service can be reached.
 *
 * @param host the address it listens on
 * @param isLoopback whether only this machine reaches it
 */
record Exposure(String host, boolean isLoopback) {
    static Exposure of(String host) {
        try {
            return new Exposure(
                    host, Arrays.stream(InetAddress.getAllByName(host)).allMatch(InetAddress::isLoopbackAddress));
        } catch (UnknownHostException unknown) {
            // Listening on it will fail, and say so better.
            return new Exposure(host, false);
        }
    }

    /**
     * Says what is to be known about who may call.
     *
     * @throws ExposedException if the service would be open to a network, or trusts a header that callers can send
     */
    void check(Settings settings, Consumer<String> warn) {
        switch (settings.access().authentication()) {
            case OFF -> {
                if (!isLoopback) {
                    throw ExposedException.withoutAuthentication(host);
                }
                warn.accept(
                        "authentication is off: every program on this machine may decide, read and replay orders. Before others may"
                                + " reach the service, set docket.access.authentication=required and make a key for each caller"
                                + " with './docket keys create'.");
            }
            case REQUIRED -> {
                if (settings.caller().header().isPresent()) {
                    throw ExposedException.withCallerHeader();
                }
            }
        }
    }
}
