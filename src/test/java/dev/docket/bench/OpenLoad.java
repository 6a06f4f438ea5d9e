package dev.docket.bench;

import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.NetClient;
import io.vertx.core.net.NetClientOptions;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Sends orders at a pace that does not depend on the answers: what is due is sent, whether or not earlier ones are answered, from
 * several addresses, which are as many callers. When all connections wait for answers, what is due waits for the next free one,
 * and its latency counts from the moment it was due. What is overdue by more than a patience is given up, and counted.
 */
final class OpenLoad implements AutoCloseable {
    private static final int CREATED = 201;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    private final List<NetClient> clients = new ArrayList<>();
    private final URI service;
    private final TypicalOrder order;
    private final byte[] head;
    private final Deque<Connection> free = new ArrayDeque<>();
    private final int connections;
    private final Duration patience;

    /**
     * Opens all connections.
     *
     * @param callers addresses that the requests come from, with so many connections each
     * @param patience how long what is due waits for a free connection
     */
    OpenLoad(URI service, TypicalOrder order, int callers, int connectionsOfEach, Duration patience) {
        this.patience = patience;
        this.service = service;
        this.order = order;
        this.head = order.head("/v1/decisions");
        this.connections = callers * connectionsOfEach;
        for (int i = 0; i < callers; i++) {
            clients.add(vertx.createNetClient(
                    new NetClientOptions().setTcpNoDelay(true).setLocalAddress("127.0.0." + (2 + i))));
        }
        CompletableFuture<Void> opened = new CompletableFuture<>();
        vertx.runOnContext(start -> open(0, opened));
        opened.join();
    }

    private void open(int n, CompletableFuture<Void> opened) {
        if (n == connections) {
            opened.complete(null);
            return;
        }
        connect(
                clients.get(n % clients.size()),
                connection -> {
                    free.add(connection);
                    open(n + 1, opened);
                },
                opened);
    }

    private void connect(NetClient from, Consumer<Connection> then, CompletableFuture<?> failed) {
        from.connect(service.getPort(), service.getHost())
                .onSuccess(socket -> then.accept(new Connection(from, socket)))
                .onFailure(failed::completeExceptionally);
    }

    /** Offers so many requests a second. */
    OpenRound run(double perSecond, Duration during) {
        OpenRound round = new OpenRound(perSecond, during);
        CompletableFuture<Void> finished = new CompletableFuture<>();
        vertx.runOnContext(start -> {
            round.begin(System.nanoTime());
            vertx.setPeriodic(1, timer -> {
                send(round);
                if (round.isOver(System.nanoTime())) {
                    vertx.cancelTimer(timer);
                    finished.complete(null);
                }
            });
        });
        finished.join();
        return round;
    }

    private void send(OpenRound round) {
        long now = System.nanoTime();
        round.giveUpBefore(now - patience.toNanos());
        while (!free.isEmpty() && round.hasDue(now)) {
            free.poll().send(round, round.takeDue());
        }
    }

    @Override
    public void close() {
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    /** One connection; has one request at a time on its way. */
    private final class Connection {
        private final NetClient from;
        private final NetSocket socket;
        private final WireAnswer answer = new WireAnswer();
        private OpenRound round = OpenRound.NONE;
        private long due;
        private long sent;
        private boolean isWaiting;

        Connection(NetClient from, NetSocket socket) {
            this.from = from;
            this.socket = socket;
            socket.handler(this::receive);
            socket.exceptionHandler(broken -> {});
            socket.closeHandler(closed -> replace());
        }

        void send(OpenRound its, long wasDue) {
            round = its;
            due = wasDue;
            sent = System.nanoTime();
            isWaiting = true;
            socket.write(Buffer.buffer(order.post(head)));
        }

        private void receive(Buffer part) {
            int status = answer.add(part);
            if (status == 0) {
                return;
            }
            long now = System.nanoTime();
            isWaiting = false;
            if (status == CREATED) {
                round.accepted(now - due, now);
            } else {
                round.refused(status, now - sent, now);
            }
            boolean isLast = answer.isLast();
            answer.reset();
            if (isLast) {
                socket.close();
            } else {
                next(this);
            }
        }

        /** A connection that ended: another one takes its place. */
        private void replace() {
            free.remove(this);
            if (isWaiting) {
                isWaiting = false;
                round.cut();
            }
            connect(from, OpenLoad.this::next, new CompletableFuture<>());
        }
    }

    private void next(Connection ready) {
        free.add(ready);
    }
}
