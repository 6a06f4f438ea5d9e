package dev.docket.api.edge;

import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.time.Duration;

/**
 * Whether a caller sends and takes fast enough to be worth waiting for. Time counts only while the caller is to act: the
 * service's own slowness is never held against it.
 */
final class RequestPace {
    /** How long a caller may do nothing, and over how long its rate is measured. */
    private static final long GRACE = Duration.ofSeconds(10).toNanos();

    /** How many bytes must be sent or taken in that time. */
    private static final long LEAST_BYTES = 1_000;

    private static final long NANOS_FOR_A_BYTE = GRACE / LEAST_BYTES;

    /** How long a body that is not a stream may take, however steadily it comes. */
    private static final long LONGEST_BODY = Duration.ofMinutes(2).toNanos();

    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final boolean isBodyAwaited;
    private final long began;

    private long windowBegan;
    private long windowBytes;

    // Written by the thread that reads a stream, read by the one that watches.
    private volatile long patience = GRACE;
    private volatile long waitingSince;

    /** @param isBodyAwaited whether the whole body is read before work begins */
    RequestPace(HttpServerRequest request, boolean isBodyAwaited, long now) {
        this.request = request;
        this.response = request.response();
        this.isBodyAwaited = isBodyAwaited;
        this.began = now;
        this.windowBegan = now;
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
    boolean isTooSlow(long now) {
        return sendsTooSlowly(now) || takesTooSlowly(now);
    }

    private boolean sendsTooSlowly(long now) {
        long since = waitingSince;
        if (since != 0) {
            return patience - (now - since) < 0;
        }
        long elapsed = now - began;
        return isBodyAwaited
                && elapsed > GRACE
                && !request.isEnded()
                && (elapsed > LONGEST_BODY || request.bytesRead() < elapsed / NANOS_FOR_A_BYTE);
    }

    private boolean takesTooSlowly(long now) {
        long written = response.bytesWritten();
        boolean isWaiting = !response.ended() && response.writeQueueFull();
        if (!isWaiting || written - windowBytes >= LEAST_BYTES) {
            windowBegan = now;
            windowBytes = written;
        }
        return now - windowBegan > GRACE;
    }
}
