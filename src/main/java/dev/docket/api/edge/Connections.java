package dev.docket.api.edge;

import dev.docket.api.body.RequestPace;
import io.netty.channel.Channel;
import io.netty.channel.ServerChannel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.impl.VertxInternal;
import io.vertx.core.net.SocketAddress;
import io.vertx.core.net.impl.ConnectionBase;
import jakarta.inject.Singleton;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Looks after every connection once a second: drops those that ask nothing, those whose caller is too slow, and those beyond
 * what one address may have. It walks over what the event loops have open, because the framework reports only connections
 * whose first request is complete, which a slow caller's never is.
 */
@Singleton
class Connections {
    private static final Duration BETWEEN_LOOKS = Duration.ofSeconds(1);
    private static final Duration BETWEEN_LOOKS_AT_A_QUEUE = Duration.ofMillis(100);

    private static final int MOST_STREAMS = 100;
    private static final long NO_ERROR = 0;
    private static final int LAST_STREAM = Integer.MAX_VALUE;
    private static final Duration BEFORE_A_LATE_ANSWER = Duration.ofSeconds(1);
    private static final int MOST_LATE = 10_000;

    /** Beyond this, a new connection costs less than reading the rest. */
    private static final int MOST_DROPPED_BYTES = 64 * 1024;

    private static final Duration TO_READ_THE_ANSWER = Duration.ofSeconds(1);

    /** Of a connection that ends. Whoever stops the service has a limit of its own. */
    private static final long LONGEST_STREAM_HOURS = 1;

    /** How long a connection may be open without a request, also when bytes of one trickle in. */
    private static final long LONGEST_IDLE = Duration.ofSeconds(15).toNanos();

    /** How much of an answer a caller must take between two checks. */
    private static final long LEAST_TAKEN_BYTES = 10_000;

    private static final AttributeKey<Seen> SEEN = AttributeKey.valueOf(Connections.class, "seen");

    private final Vertx vertx;
    private final int mostOfOneAddress;
    private final Map<String, Set<RequestInProgress>> busy = new ConcurrentHashMap<>();
    private final Map<String, Integer> open = new ConcurrentHashMap<>();

    private final Set<HttpConnection> leaving = ConcurrentHashMap.newKeySet();
    private final AtomicInteger late = new AtomicInteger();
    private final AtomicLong begun = new AtomicLong();

    private record RequestInProgress(HttpServerRequest request, RequestPace pace) {}

    /** What the last looks at a connection found. */
    private static final class Seen {
        private long lastBusy = System.nanoTime();
        private long lastPending;
    }

    Connections(Vertx vertx, HttpSettings settings) {
        this.vertx = vertx;
        this.mostOfOneAddress = settings.connectionsPerAddress();
        vertx.setPeriodic(BETWEEN_LOOKS.toMillis(), timer -> look());
    }

    /**
     * Whether a connection of HTTP/2 has as many streams as it may. The protocol's own limit holds only for clients that have
     * acknowledged it.
     */
    boolean isFull(HttpServerRequest request) {
        Set<RequestInProgress> its = request.version() == HttpVersion.HTTP_2
                ? busy.get(text(request.connection().remoteAddress()))
                : null;
        return its != null && its.size() >= MOST_STREAMS;
    }

    /** A request begins; to be run when it is answered. */
    Runnable busy(HttpServerRequest request, RequestPace pace) {
        String remote = text(request.connection().remoteAddress());
        RequestInProgress its = new RequestInProgress(request, pace);
        busy.compute(remote, (key, requests) -> {
            Set<RequestInProgress> all = requests == null ? ConcurrentHashMap.newKeySet() : requests;
            all.add(its);
            return all;
        });
        begun.incrementAndGet();
        return () -> busy.computeIfPresent(remote, (key, requests) -> {
            requests.remove(its);
            return requests.isEmpty() ? null : requests;
        });
    }

    /** How many requests have begun so far. */
    long begun() {
        return begun.get();
    }

    /** How many requests are in progress. */
    int inProgress() {
        return busy.values().stream().mapToInt(Set::size).sum();
    }

    /** Takes no more connections. Those that are open stay. */
    @SuppressWarnings("FutureReturnValueIgnored") // whoever stops the service closes it again
    void stopAccepting() {
        for (EventExecutor loop : ((VertxInternal) vertx).getAcceptorEventLoopGroup()) {
            if (loop instanceof SingleThreadEventLoop channels) {
                channels.execute(() -> channels.registeredChannelsIterator().forEachRemaining(Channel::close));
            }
        }
    }

    /**
     * Ends a connection of HTTP/1.1 whose last request is answered. A caller of HTTP/2 is told to begin no more on its connection; what
     * it begins before it reads this is answered, and then the connection ends, as RFC 9113, 6.8 has it. Clients leave such connections
     * open, and would soon have as many as one address may.
     */
    @SuppressWarnings("FutureReturnValueIgnored") // whether it ended, its caller sees
    void endAfter(HttpServerRequest request) {
        HttpConnection connection = request.connection();
        if (request.version() != HttpVersion.HTTP_2) {
            if (request.isEnded()) {
                connection.close();
            }
        } else if (leaving.add(connection)) {
            connection.goAway(NO_ERROR, LAST_STREAM);
            vertx.setTimer(
                    TO_READ_THE_ANSWER.toMillis(), timer -> connection.shutdown(LONGEST_STREAM_HOURS, TimeUnit.HOURS));
        }
    }

    /**
     * Whether the rest of a request that is refused is read and dropped, so that its connection can go on: a new one for each refusal
     * costs more. A caller who asks whether it may send its body ({@code Expect}) may well not send it.
     */
    static boolean isShort(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null
                && length.matches("\\d{1,5}")
                && Integer.parseInt(length) <= MOST_DROPPED_BYTES
                && request.getHeader(HttpHeaders.EXPECT) == null;
    }

    /**
     * Ends a request that was answered before it was read to its end. Nothing more of a long one is read, so that a caller who goes on
     * sending waits instead of keeping the service busy; closing at once could take the answer from it.
     */
    void endUnread(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        if (request.version() != HttpVersion.HTTP_2 && isShort(request)) {
            request.handler(dropped -> {}).resume();
        } else {
            request.pause();
        }
        vertx.setTimer(TO_READ_THE_ANSWER.toMillis(), timer -> {
            if (!request.isEnded()) {
                drop(request);
            }
        });
    }

    /**
     * Keeps a caller who asks too often waiting for a second. It could go on asking at the speed of its connections, and saying no costs
     * processor time, too.
     */
    void answerLater(Runnable answer) {
        if (late.incrementAndGet() > MOST_LATE) {
            late.decrementAndGet();
            answer.run();
            return;
        }
        vertx.setTimer(BEFORE_A_LATE_ANSWER.toMillis(), timer -> {
            late.decrementAndGet();
            answer.run();
        });
    }

    /**
     * Runs something once a caller has taken its answer. One that was made as a whole ends as soon as it is written, and then waits
     * in the connection's queue.
     */
    void whenTaken(HttpServerRequest request, Runnable then) {
        if (request.connection() instanceof ConnectionBase connection) {
            Channel channel = connection.channel();
            // What was written before is in the queue then.
            channel.eventLoop().execute(() -> whenTaken(channel, then));
        } else {
            then.run();
        }
    }

    private void whenTaken(Channel channel, Runnable then) {
        if (!channel.isOpen() || channel.isWritable()) {
            then.run();
        } else {
            vertx.setTimer(BETWEEN_LOOKS_AT_A_QUEUE.toMillis(), timer -> whenTaken(channel, then));
        }
    }

    @SuppressWarnings("deprecation") // the next Vert.x has another way, this one none
    private void look() {
        long now = System.nanoTime();
        busy.values()
                .forEach(requests -> requests.forEach(begun -> {
                    if (begun.pace().isTooSlow(now)) {
                        drop(begun.request());
                    }
                }));
        for (EventExecutor loop : vertx.nettyEventLoopGroup()) {
            if (loop instanceof SingleThreadEventLoop channels) {
                channels.execute(() -> look(channels.registeredChannelsIterator(), now));
            }
        }
    }

    /** Ends one stream of HTTP/2, or a connection of HTTP/1.1, which has no others. */
    private static void drop(HttpServerRequest request) {
        if (request.version() == HttpVersion.HTTP_2) {
            request.response().reset();
        } else {
            request.connection().close();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // whether closing worked, the next look shows
    private void look(Iterator<Channel> channels, long now) {
        while (channels.hasNext()) {
            Channel channel = channels.next();
            if (channel.parent() instanceof ServerChannel
                    && channel.remoteAddress() instanceof InetSocketAddress remote
                    && (isOneTooMany(channel, remote) || isIdle(channel, remote, now))) {
                channel.close();
            }
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // the listener runs when the connection is closed
    private boolean isOneTooMany(Channel channel, InetSocketAddress remote) {
        if (channel.hasAttr(SEEN)) {
            return false;
        }
        channel.attr(SEEN).set(new Seen());
        String address = remote.getAddress().getHostAddress();
        int its = open.merge(address, 1, Integer::sum);
        channel.closeFuture().addListener(closed -> open.computeIfPresent(address, (key, n) -> n > 1 ? n - 1 : null));
        return its > mostOfOneAddress;
    }

    private boolean isIdle(Channel channel, InetSocketAddress remote, long now) {
        Seen seen = channel.attr(SEEN).get();
        long pending = pendingBytes(channel);
        boolean isTaking = pending > 0 && Math.abs(seen.lastPending - pending) > LEAST_TAKEN_BYTES;
        seen.lastPending = pending;
        if (isTaking || busy.containsKey(text(remote))) {
            seen.lastBusy = now;
        }
        return now - seen.lastBusy > LONGEST_IDLE;
    }

    private static long pendingBytes(Channel channel) {
        var waiting = channel.unsafe().outboundBuffer();
        return waiting == null ? 0 : waiting.totalPendingWriteBytes();
    }

    private static String text(@Nullable SocketAddress remote) {
        return remote == null ? "" : remote.hostAddress() + ":" + remote.port();
    }

    private static String text(InetSocketAddress remote) {
        return remote.getAddress().getHostAddress() + ":" + remote.getPort();
    }
}
