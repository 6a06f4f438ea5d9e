package dev.docket.journal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Instant;
import java.util.SplittableRandom;

/** Entries whose every part follows from the request id, so that what comes back can be compared whole. */
final class Entries {
    private static final Instant DECIDED_AT = Instant.parse("2026-03-29T01:00:00.123456789Z");

    private Entries() {}

    static Entry anEntry(String requestId) {
        return anEntry(requestId, "{\"request\":\"" + requestId + "\"}", "{\"disposition\":\"HOLD\"}");
    }

    /** @param bytes of the request and again of the answer; noise, but the same for the same request id */
    static Entry anEntry(String requestId, int bytes) {
        return anEntry(requestId, noise(requestId.hashCode(), bytes), noise(~requestId.hashCode(), bytes));
    }

    static Entry withDecisionId(String decisionId, Entry entry) {
        return new Entry(
                decisionId,
                entry.requestId(),
                entry.requestDigest(),
                entry.bundleDigest(),
                entry.orderId(),
                entry.customerId(),
                entry.disposition(),
                entry.decidedAt(),
                entry.request(),
                entry.answer());
    }

    private static Entry anEntry(String requestId, String request, String answer) {
        return anEntry(requestId, request.getBytes(UTF_8), answer.getBytes(UTF_8));
    }

    private static Entry anEntry(String requestId, byte[] request, byte[] answer) {
        return new Entry(
                "decision-" + requestId,
                requestId,
                "request-digest-of-" + requestId,
                "bundle-digest",
                "order-of-" + requestId,
                "customer-of-" + requestId,
                "HOLD",
                DECIDED_AT,
                request,
                answer);
    }

    private static byte[] noise(int seed, int length) {
        var bytes = new byte[length];
        new SplittableRandom(seed).nextBytes(bytes);
        return bytes;
    }
}
