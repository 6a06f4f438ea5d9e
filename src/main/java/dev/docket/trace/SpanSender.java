package dev.docket.trace;

import dev.docket.outage.Outage;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;

/** Sends spans to a collector. What it cannot take in time is dropped and counted: no request ever waits for it. */
public final class SpanSender implements Consumer<Span>, AutoCloseable {
    private static final String SENDING = "sending";
    private static final int MOST_WAITING = 8_192;
    private static final int MOST_AT_ONCE = 512;
    private static final int GOOD = 2;
    private static final int HUNDRED = 100;
    private static final Duration BETWEEN = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(5);

    private final URI collector;
    private final String version;
    private final Outage outage;
    private final BlockingQueue<Span> waiting = new ArrayBlockingQueue<>(MOST_WAITING);
    private final AtomicLong dropped = new AtomicLong();
    private final HttpClient client =
            HttpClient.newBuilder().connectTimeout(PATIENCE).build();
    private final Thread thread;
    private volatile boolean isStopping;

    /**
     * Begins to send.
     *
     * @param collector of the OpenTelemetry protocol over HTTP, such as {@code http://localhost:4318/v1/traces}
     * @param version of this service
     * @param outage is on while spans are lost
     */
    public SpanSender(URI collector, String version, Outage outage) {
        this.collector = collector;
        this.version = version;
        this.outage = outage;
        thread = Thread.ofPlatform().daemon().name("docket-traces").start(this::run);
    }

    @Override
    public void accept(Span span) {
        if (!waiting.offer(span)) {
            dropped.incrementAndGet();
        }
    }

    /** How many spans were never sent. */
    public long dropped() {
        return dropped.get();
    }

    private void run() {
        List<Span> batch = new ArrayList<>();
        while (!isStopping || !waiting.isEmpty()) {
            try {
                Span first = waiting.poll(BETWEEN.toMillis(), TimeUnit.MILLISECONDS);
                if (first != null) {
                    batch.add(first);
                    waiting.drainTo(batch, MOST_AT_ONCE - 1);
                    send(batch);
                }
            } catch (InterruptedException stopped) {
                return;
            } finally {
                batch.clear();
            }
        }
    }

    private void send(List<Span> batch) throws InterruptedException {
        HttpRequest request = HttpRequest.newBuilder(collector)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofByteArray(OtlpJson.of(batch, version)))
                .build();
        try {
            int status =
                    client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
            if (status / HUNDRED == GOOD) {
                outage.worked(SENDING);
            } else {
                lost(batch, "the collector answers " + status);
            }
        } catch (IOException away) {
            // Its message may name the host.
            lost(batch, "the collector cannot be reached (" + away.getClass().getSimpleName() + ")");
        }
    }

    private void lost(List<Span> batch, String because) {
        outage.failed(SENDING, because);
        dropped.addAndGet(batch.size());
    }

    /** Sends what waits, for as long as one attempt may take. */
    @Override
    public void close() {
        isStopping = true;
        try {
            thread.join(PATIENCE);
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
        thread.interrupt();
    }
}
