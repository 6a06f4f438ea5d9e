package dev.docket.demo;

import dev.docket.cli.terminal.Progress;
import dev.docket.json.CanonicalJson;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** Sends orders over several connections; each waits for its answer before it sends the next order. */
final class Load {
    static final int CONNECTIONS = 8;

    private static final int TOO_MANY_REQUESTS = 429;

    private final Caller caller;

    /** Everything sent, in sequence. */
    record Result(List<Sent> sent, Duration took) {}

    /** A call that may fail to reach the service. */
    private interface Call<T, R> {
        R on(T thing) throws IOException, InterruptedException;
    }

    Load(Caller caller) {
        this.caller = caller;
    }

    Result send(List<OrderSnapshot> orders, Progress progress) throws InterruptedException {
        long began = System.nanoTime();
        List<Sent> sent = forEach(orders, this::send, progress::advance);
        return new Result(sent, Duration.ofNanos(System.nanoTime() - began));
    }

    /** The number of these decisions that can be read back. */
    long found(List<String> decisionIds) throws InterruptedException {
        return forEach(decisionIds, this::isFound, () -> {}).stream()
                .filter(found -> found)
                .count();
    }

    /** Reads as a well-behaved client does: it waits when the service says that it reads too fast. */
    private boolean isFound(String decisionId) throws IOException, InterruptedException {
        HttpResponse<byte[]> response = caller.get("/v1/decisions/" + decisionId);
        while (response.statusCode() == TOO_MANY_REQUESTS) {
            long seconds = response.headers().firstValueAsLong("Retry-After").orElse(1);
            Thread.sleep(Duration.ofSeconds(seconds));
            response = caller.get("/v1/decisions/" + decisionId);
        }
        return response.statusCode() == 200;
    }

    private Sent send(OrderSnapshot order) throws IOException, InterruptedException {
        byte[] json = CanonicalJson.of(order);
        long began = System.nanoTime();
        HttpResponse<byte[]> response = caller.post("/v1/decisions", json);
        long nanos = System.nanoTime() - began;
        return response.statusCode() == 201
                ? new Sent.Acknowledged(order, nanos, Reply.verdict(Reply.tree(response.body())))
                : new Sent.Refused(order, response.statusCode(), new String(response.body(), StandardCharsets.UTF_8));
    }

    private static <T, R> List<R> forEach(List<T> things, Call<T, R> call, Runnable done) throws InterruptedException {
        List<Callable<R>> tasks = things.stream()
                .<Callable<R>>map(thing -> () -> {
                    R made = call.on(thing);
                    done.run();
                    return made;
                })
                .toList();
        // Daemon threads, so that stopping the demonstration does not wait for the rest.
        try (ExecutorService connections = Executors.newFixedThreadPool(
                CONNECTIONS, Thread.ofPlatform().daemon().factory())) {
            return connections.invokeAll(tasks).stream().map(Load::outcome).toList();
        }
    }

    private static <R> R outcome(Future<R> done) {
        try {
            return done.get();
        } catch (ExecutionException failed) {
            throw new IllegalStateException("the service does not answer: " + failed.getCause(), failed);
        } catch (InterruptedException impossible) {
            throw new IllegalStateException("a completed future does not block", impossible);
        }
    }
}
