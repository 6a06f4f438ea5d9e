package dev.docket.api.feed;

import dev.docket.api.answer.Connection;
import dev.docket.api.problem.ErrorMapper;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.ReadFeed;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * The feed as a stream of server-sent events to one reader, until it leaves, the service stops, or the reader may not read any more. The
 * next page is read only when most of the one before was taken: a slow reader costs one page of memory, and nobody a thread.
 */
public final class FeedStream {
    private static final int EVENTS_AT_A_TIME = 50;
    private static final long BYTES_AT_A_TIME = 256 << 10;

    private static final int TICKS_TO_A_CHECK = 5;
    private static final int TICKS_TO_A_HEARTBEAT = 15;
    private static final int TICKS_TO_A_RETRY = 2;
    private static final int SERVER_ERROR = 500;

    private final FeedReader reader;
    private FeedPlace place;

    // All that follows is used on the event loop only.
    private @Nullable Connection connection;
    private @Nullable Executor loop;
    private @Nullable CompletableFuture<Void> more;
    private boolean isOver;
    private boolean isTakerAwaited;
    private int ticks;
    private int quietTicks;
    private int retryAt = -1;

    FeedStream(FeedReader reader, FeedPlace place) {
        this.reader = reader;
        this.place = place;
    }

    /**
     * To be called on the event loop.
     *
     * @param loop the reader's event loop
     */
    void begin(Connection to, Executor loop) {
        this.connection = to;
        this.loop = loop;
        to.send(ServerSentEvents.BEGIN);
        readNext();
    }

    /** To be called once a second, on the event loop. @return whether it goes on */
    boolean tick() {
        if (!isOver && (connection().isGone() || reader.isEnding().getAsBoolean())) {
            over();
        }
        if (isOver) {
            return false;
        }
        ticks++;
        quietTicks++;
        if (ticks == retryAt) {
            retryAt = -1;
            readNext();
        }
        if (ticks % TICKS_TO_A_CHECK == 0) {
            // Whoever cannot be checked may not go on either.
            reader.refusal()
                    .get()
                    .handle((refusal, failure) -> failure == null && refusal.isEmpty())
                    .thenAccept(may -> loop().execute(() -> goOnIf(may)));
        }
        if (quietTicks >= TICKS_TO_A_HEARTBEAT && !connection().isFull()) {
            send(ServerSentEvents.heartbeat(place));
        }
        return true;
    }

    private void goOnIf(boolean may) {
        if (!may) {
            over();
        }
    }

    private void readNext() {
        reader.page(place, EVENTS_AT_A_TIME, BYTES_AT_A_TIME)
                .whenComplete((page, failure) -> loop().execute(() -> read(page, failure)));
    }

    private void read(ReadFeed.@Nullable Page page, @Nullable Throwable failure) {
        if (isOver || connection().isGone()) {
            return;
        }
        if (failure != null) {
            ProblemDetail problem = ErrorMapper.problem(failure);
            if (problem.status() == SERVER_ERROR) {
                over();
            } else {
                // The journal is away: readers wait for it as they wait for records.
                retryAt = ticks + TICKS_TO_A_RETRY;
            }
        } else if (page != null) {
            send(page);
        }
    }

    private void send(ReadFeed.Page page) {
        place = page.place();
        if (!page.events().isEmpty()) {
            send(ServerSentEvents.of(page.events()));
        }
        if (page.hasMore()) {
            goOn();
        } else {
            awaitMore();
        }
    }

    /** With the next page, once there is room for it. */
    private void goOn() {
        if (isOver) {
            return;
        }
        if (connection().isFull()) {
            isTakerAwaited = true;
            connection().whenTaken(this::taken);
        } else {
            readNext();
        }
    }

    private void taken() {
        if (isTakerAwaited && !isOver) {
            isTakerAwaited = false;
            readNext();
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it goes on by itself
    private void awaitMore() {
        CompletableFuture<Void> next = reader.beyond(place);
        more = next;
        next.thenRun(() -> loop().execute(this::goOn));
    }

    private void send(byte[] text) {
        quietTicks = 0;
        connection().send(text);
    }

    private void over() {
        if (isOver) {
            return;
        }
        isOver = true;
        if (more != null) {
            more.complete(null);
        }
        if (!connection().isGone()) {
            connection().end();
        }
    }

    private Connection connection() {
        return Objects.requireNonNull(connection, "it has begun");
    }

    private Executor loop() {
        return Objects.requireNonNull(loop, "it has begun");
    }
}
