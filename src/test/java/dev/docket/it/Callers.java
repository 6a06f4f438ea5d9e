package dev.docket.it;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** Callers who send one order after the other, each on connections of its own, until stopped or no connection is taken. */
final class Callers {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final URI service;
    private final String name;
    private final AtomicLong next = new AtomicLong();
    private final AtomicLong decided = new AtomicLong();
    private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();
    private final AtomicLong lastOfConnection = new AtomicLong();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private volatile boolean isStopped;

    /**
     * What became of their requests.
     *
     * @param failures those that were sent and not answered with a decision
     * @param lastOfConnection answers after which the connection was to be closed
     */
    record Count(long decided, List<String> failures, long lastOfConnection) {}

    private Callers(URI service, String name) {
        this.service = service;
        this.name = name;
    }

    static Callers start(URI service, HttpClient.Version version, int number, String name) {
        Callers callers = new Callers(service, name);
        for (int i = 0; i < number; i++) {
            callers.threads.execute(() -> callers.call(version));
        }
        return callers;
    }

    /** Waits until they have got so many decisions each, together. */
    static void await(List<Callers> callers, long enough) throws InterruptedException {
        List<Long> goals =
                callers.stream().map(each -> each.decided.get() + enough).toList();
        for (int i = 0; i < goals.size(); i++) {
            while (callers.get(i).decided.get() < goals.get(i)
                    && callers.get(i).failures.isEmpty()) {
                Thread.sleep(5);
            }
        }
    }

    long decided() {
        return decided.get();
    }

    /** How many requests were not answered with a decision by now. */
    int failed() {
        return failures.size();
    }

    /** The request ids that were answered with a decision by now. */
    Set<String> acknowledged() {
        return Set.copyOf(acknowledged);
    }

    Count stop() throws InterruptedException {
        isStopped = true;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a caller still waits for its answer");
        }
        return new Count(decided.get(), List.copyOf(failures), lastOfConnection.get());
    }

    private void call(HttpClient.Version version) {
        try (HttpClient client = HttpClient.newBuilder().version(version).build()) {
            while (!isStopped) {
                String requestId = name + "-" + next.incrementAndGet();
                HttpResponse<String> answer = client.send(request(requestId), BodyHandlers.ofString());
                if (answer.statusCode() != 201) {
                    failures.add(answer.statusCode() + " " + answer.body());
                    return;
                }
                acknowledged.add(requestId);
                decided.incrementAndGet();
                if (version == HttpClient.Version.HTTP_2
                        || answer.headers().firstValue("Connection").equals(Optional.of("close"))) {
                    lastOfConnection.incrementAndGet();
                }
                Thread.sleep(2);
            }
        } catch (ConnectException notTaken) {
            return; // nothing was sent
        } catch (IOException cut) {
            failures.add(cut.toString());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpRequest request(String requestId) {
        return HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                .header("Content-Type", "application/json")
                .timeout(PATIENCE)
                .POST(BodyPublishers.ofString(order(requestId)))
                .build();
    }

    /** An order in one line. */
    static String order(String requestId) {
        return String.format(Locale.ROOT, """
                {"requestId":"%s","checkpoint":"ENTRY","order":{"orderId":"SO-1","currency":"USD",
                "createdAt":"2026-03-02T09:00:00Z","netAmount":100,"lines":[{"lineId":"1","itemId":"a","orderedQty":10,
                "unitPrice":10}]},"customer":{"customerId":"C-1"}}""", requestId).replace("\n", "");
    }

    static HttpResponse<String> get(URI uri) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return client.send(HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), BodyHandlers.ofString());
        }
    }

    @Override
    public String toString() {
        return String.format(Locale.ROOT, "callers %s: %d decided, %d failed", name, decided.get(), failures.size());
    }
}
