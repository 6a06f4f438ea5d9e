package dev.docket.api.edge;

import dev.docket.api.load.RequestRates;
import java.util.Locale;

/**
 * How the REST adapter is deployed.
 *
 * @param bodyBytes the largest body, and the largest line of a batch, in bytes
 * @param bytesInFlight how many bytes of bodies may be in memory at a time
 * @param answerBytesHeld how many bytes answers that wait for their readers may hold
 * @param connectionsPerAddress how many connections one address may have open
 * @param rates how many requests one caller may make in a second
 * @param hosts for which names it answers
 * @param tlsInFront whether a proxy speaks TLS with callers
 * @param echo whether {@code POST /bench/echo} answers
 */
public record HttpSettings(
        int bodyBytes,
        long bytesInFlight,
        long answerBytesHeld,
        int connectionsPerAddress,
        RequestRates rates,
        Hosts hosts,
        boolean tlsInFront,
        boolean echo) {
    public HttpSettings {
        requirePositive("bodyBytes", bodyBytes);
        requirePositive("bytesInFlight", bytesInFlight);
        requirePositive("answerBytesHeld", answerBytesHeld);
        requirePositive("connectionsPerAddress", connectionsPerAddress);
    }

    private static void requirePositive(String name, long value) {
        if (value <= 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "%s (%d) must be positive", name, value));
        }
    }
}
