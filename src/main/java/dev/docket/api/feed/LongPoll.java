package dev.docket.api.feed;

import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.ReadFeed;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/** One page of the feed, for which the caller waits when there is nothing yet. Holds no thread meanwhile. */
final class LongPoll {
    /** How soon it notices that the service is to stop. */
    private static final Duration LONGEST_SLEEP = Duration.ofSeconds(1);

    private static final long MOST_BYTES = 4L << 20;

    private final FeedReader reader;
    private final int limit;
    private final long end;

    LongPoll(FeedReader reader, int limit, Duration wait) {
        this.reader = reader;
        this.limit = limit;
        this.end = System.nanoTime() + wait.toNanos();
    }

    /** The first page after a place that has an event, or is not the last; the last one when the time is over. */
    CompletionStage<ReadFeed.Page> from(FeedPlace place) {
        return reader.page(place, limit, MOST_BYTES)
                .thenCompose(page -> page.events().isEmpty() && !page.hasMore()
                        ? orLater(page)
                        : CompletableFuture.completedStage(page));
    }

    private CompletionStage<ReadFeed.Page> orLater(ReadFeed.Page empty) {
        long left = end - System.nanoTime();
        if (left <= 0 || reader.isEnding().getAsBoolean()) {
            return CompletableFuture.completedStage(empty);
        }
        CompletableFuture<Void> more = reader.beyond(empty.place());
        CompletableFuture<Boolean> isMore = more.thenApply(done -> true);
        return isMore.completeOnTimeout(false, Math.min(left, LONGEST_SLEEP.toNanos()), TimeUnit.NANOSECONDS)
                .thenCompose(there -> {
                    more.complete(null);
                    return there && !reader.isEnding().getAsBoolean() ? from(empty.place()) : orLater(empty);
                });
    }
}
