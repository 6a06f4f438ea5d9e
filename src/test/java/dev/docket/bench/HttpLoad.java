package dev.docket.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;

/**
 * Sends orders over connections that stay open, one at a time on each. Speaks just enough HTTP/1.1 by itself, on one
 * thread: it shares the machine with the service, and what it costs is missing there.
 */
final class HttpLoad implements AutoCloseable {
    private static final int BUSY = 503;
    private static final long PAUSE_MILLIS = 20;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final NetClient client = vertx.createNetClient(new NetClientOptions().setTcpNoDelay(true));
    private final URI service;
    private final TypicalOrder order;
    private final int connections;

    HttpLoad(URI service, TypicalOrder order, int connections) {
        this.service = service;
        this.order = order;
        this.connections = connections;
    }

    /**
     * What was measured in one round.
     *
     * @param refused how often the service was too busy; the same request was sent again, and only its answer counts
     */
    record Measured(double perSecond, double p50Millis, double p99Millis, int refused) {}

    /** @param wanted the status that every answer must have */
    Measured run(String path, int wanted, Duration duration) {
        Round round = new Round(path, wanted, System.nanoTime() + duration.toNanos());
        long began = System.nanoTime();
        vertx.runOnContext(start -> {
            for (int i = 0; i < connections; i++) {
                client.connect(service.getPort(), service.getHost())
                        .onSuccess(socket -> new Connection(socket, round).send())
                        .onFailure(round.finished::completeExceptionally);
            }
        });
        round.finished.join();
        double seconds = (System.nanoTime() - began) / 1e9;
        if (round.count == 0) {
            throw new IllegalStateException("every request was refused: the service is too busy");
        }
        long[] nanos = Arrays.copyOf(round.nanos, round.count);
        Arrays.sort(nanos);
        return new Measured(round.count / seconds, millis(nanos, 0.5), millis(nanos, 0.99), round.refused);
    }

    private static double millis(long[] sorted, double quantile) {
        return sorted[(int) ((sorted.length - 1) * quantile)] / 1e6;
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One round; lives on the one event loop. */
    private final class Round {
        private final byte[] head;
        private final int wanted;
        private final long end;
        private final CompletableFuture<Void> finished = new CompletableFuture<>();
        private long[] nanos = new long[1 << 16];
        private int count;
        private int ended;
        private int refused;

        Round(String path, int wanted, long end) {
            this.head = order.head(path);
            this.wanted = wanted;
            this.end = end;
        }

        byte[] request() {
            return order.post(head);
        }

        void answered(long took, int status, String answer) {
            if (status != wanted) {
                finished.completeExceptionally(new IllegalStateException(
                        String.format(Locale.ROOT, "status %d instead of %d: %s", status, wanted, answer)));
            }
            if (count == nanos.length) {
                nanos = Arrays.copyOf(nanos, count * 2);
            }
            nanos[count++] = took;
        }

        void ended() {
            if (++ended == connections) {
                finished.complete(null);
            }
        }
    }

    /** One connection, which waits for each answer. */
    private final class Connection {
        private final NetSocket socket;
        private final HttpLoad.Round round;
        private final WireAnswer answer = new WireAnswer();
        private long began;

        Connection(NetSocket socket, HttpLoad.Round round) {
            this.socket = socket;
            this.round = round;
            socket.handler(this::receive);
            socket.exceptionHandler(round.finished::completeExceptionally);
        }

        void send() {
            began = System.nanoTime();
            if (began >= round.end) {
                socket.close();
                round.ended();
                return;
            }
            socket.write(Buffer.buffer(round.request()));
        }

        private void receive(Buffer part) {
            int status = answer.add(part);
            if (status == BUSY) {
                round.refused++;
                answer.reset();
                vertx.setTimer(PAUSE_MILLIS, later -> send());
            } else if (status > 0) {
                round.answered(System.nanoTime() - began, status, answer.text());
                answer.reset();
                send();
            }
        }
    }
}
