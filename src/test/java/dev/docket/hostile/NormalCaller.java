package dev.docket.hostile;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.UUID;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** Wants one decision after the other, on a few connections, and takes down how it fares. */
public final class NormalCaller {
    private static final Duration PATIENCE = Duration.ofSeconds(8);

    private final URI decisions;
    private final Queue<Long> nanos = new ConcurrentLinkedQueue<>();
    private final AtomicInteger failed = new AtomicInteger();

    /** @param service its base URI */
    public NormalCaller(URI service) {
        this.decisions = service.resolve("/v1/decisions");
    }

    /**
     * What was measured.
     *
     * @param nanos how long each decision took, in ascending order
     * @param failed how many requests got no decision
     */
    public record Measured(List<Long> nanos, int failed, Duration during) {
        public double perSecond() {
            return nanos.size() * 1e9 / during.toNanos();
        }

        /** Not a number if there is no decision. */
        public double millisAt(double quantile) {
            return nanos.isEmpty() ? Double.NaN : nanos.get((int) ((nanos.size() - 1) * quantile)) / 1e6;
        }
    }

    /** Decides on so many connections, as fast as it is answered. */
    public Measured decide(int connections, Duration during) throws InterruptedException {
        long until = System.nanoTime() + during.toNanos();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < connections; i++) {
            threads.add(Thread.ofPlatform().start(() -> decideUntil(until)));
        }
        for (Thread thread : threads) {
            thread.join();
        }
        return new Measured(nanos.stream().sorted().toList(), failed.get(), during);
    }

    private void decideUntil(long until) {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            while (System.nanoTime() < until) {
                long began = System.nanoTime();
                if (decide(client) == 201) {
                    nanos.add(System.nanoTime() - began);
                } else {
                    failed.incrementAndGet();
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    /** @return the status, or 0 if there was no answer in time */
    private int decide(HttpClient client) throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(decisions)
                                    .timeout(PATIENCE)
                                    .header("Content-Type", "application/json")
                                    .POST(HttpRequest.BodyPublishers.ofString(order()))
                                    .build(),
                            HttpResponse.BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException unanswered) {
            return 0;
        }
    }

    /** A small order under a new request id, on one line of ASCII. */
    public static String order() {
        return "{\"requestId\":\"" + UUID.randomUUID() + "\",\"checkpoint\":\"ENTRY\",\"order\":{\"orderId\":\"SO-1\","
                + "\"currency\":\"USD\",\"createdAt\":\"2026-03-02T09:00:00Z\",\"netAmount\":100,\"lines\":[{\"lineId\":\"1\","
                + "\"itemId\":\"a\",\"orderedQty\":10,\"unitPrice\":10}]},\"customer\":{\"customerId\":\"C\"}}";
    }
}
