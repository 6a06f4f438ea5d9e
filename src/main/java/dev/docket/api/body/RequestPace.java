package dev.docket.api.body;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;

/**
 * Whether a caller sends and takes fast enough to be worth waiting for. Time counts only while the caller is to act: the
 * service's own slowness is never held against it.
 */
public final class RequestPace {
    /** How long a caller may do nothing, and over how long its rate is measured. */
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    /** How many bytes must be sent or taken in that time. */
    private static final long LEAST_BYTES = 1_000;

    private static final long NANOS_FOR_A_BYTE = GRACE / LEAST_BYTES;

    /** How long a body that is not a stream may take, however steadily it comes. */
    private static final long LONGEST_BODY = Duration.ofMinutes(2).toNanos();

    /** How long an answer that is not a stream may wait for its caller in all, however steadily it is taken. */
    private static final long LONGEST_ANSWER = Duration.ofMinutes(5).toNanos();

    private static final String KEY = RequestPace.class.getName();

    private final Progress progress;
    private final boolean isBodyAwaited;
    private final boolean isStream;
    private final long began;

    private long lastLook;
    private long windowBegan;
    private long windowBytes;
    private long waitedForTaker;

    // Written by the thread that reads a stream, read by the one that watches.
    private volatile long patience = GRACE;
    private volatile long waitingSince;

    /** How far a request and its answer have come. */
    interface Progress {
        /** Bytes of the body so far. */
        long sentBytes();

        /** Whether the body is complete. */
        boolean isSent();

        /** Bytes of the answer that were given to the connection so far. */
        long answeredBytes();

        /** Whether the answer goes on when the caller has taken some of it. */
        boolean isTakerAwaited();
    }

    /**
     * Begins to watch a request.
     *
     * @param isBodyAwaited whether the whole body is read before work begins
     * @param isStream whether the caller decides how long the request and its answer last
     * @param now in nanoseconds, as all times here
     */
    RequestPace(Progress progress, boolean isBodyAwaited, boolean isStream, long now) {
        this.progress = progress;
        this.isBodyAwaited = isBodyAwaited;
        this.isStream = isStream;
        this.began = now;
        this.lastLook = now;
        this.windowBegan = now;
    }

    /** Begins to watch a request now. */
    public static RequestPace watch(HttpServerRequest request, boolean isBodyAwaited, boolean isStream) {
        return new RequestPace(new OfRequest(request), isBodyAwaited, isStream, System.nanoTime());
    }

    /** Notes it for those who read the body of the request. */
    public void noteIn(RoutingContext context) {
        context.put(KEY, this);
    }

    /** That of a request which the gate let in. */
    public static RequestPace of(RoutingContext context) {
        return context.get(KEY);
    }

    private record OfRequest(HttpServerRequest request) implements Progress {
        @Override
        public long sentBytes() {
            return request.bytesRead();
        }

        @Override
        public boolean isSent() {
            return request.isEnded();
        }

        @Override
        public long answeredBytes() {
            return request.response().bytesWritten();
        }

        @Override
        public boolean isTakerAwaited() {
            return !request.response().ended() && request.response().writeQueueFull();
        }
    }

    /** The reader of a stream begins to wait for the caller. */
    void waits(long now) {
        waitingSince = now;
    }

    /** The reader of a stream got so many bytes. */
    void got(int bytes, long now) {
        patience = Math.min(GRACE, patience - (now - waitingSince) + bytes * NANOS_FOR_A_BYTE);
        waitingSince = 0;
    }

    /** Whether to drop the caller. Called about once a second, by one thread. */
    public boolean isTooSlow(long now) {
        boolean takesTooSlowly = takesTooSlowly(now);
        return sendsTooSlowly(now) || takesTooSlowly;
    }

    private boolean sendsTooSlowly(long now) {
        long since = waitingSince;
        if (since != 0) {
            return patience - (now - since) < 0;
        }
        long elapsed = now - began;
        return isBodyAwaited
                && elapsed > GRACE
                && !progress.isSent()
                && (elapsed > LONGEST_BODY || progress.sentBytes() < elapsed / NANOS_FOR_A_BYTE);
    }

    private boolean takesTooSlowly(long now) {
        long answered = progress.answeredBytes();
        boolean isWaiting = progress.isTakerAwaited();
        if (!isWaiting || answered - windowBytes >= LEAST_BYTES) {
            windowBegan = now;
            windowBytes = answered;
        }
        waitedForTaker += isWaiting ? now - lastLook : 0;
        lastLook = now;
        return now - windowBegan > GRACE || (!isStream && waitedForTaker > LONGEST_ANSWER);
    }
}
