package dev.docket.api.feed;

import dev.docket.api.load.FairPool;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * One caller who reads the feed.
 *
 * @param turn whose turn it is when its pages are read
 * @param isEnding whether the service is about to stop, or the caller is gone
 * @param refusal why the caller may not go on; to be asked after each time of waiting
 */
record FeedReader(
        ReadFeed feed,
        FeedTail tail,
        FairPool threads,
        String turn,
        FeedFilter filter,
        BooleanSupplier isEnding,
        Supplier<CompletionStage<Optional<ProblemDetail>>> refusal) {
    /** The next page. A caller that was let in is not refused half-way. */
    CompletionStage<ReadFeed.Page> page(FeedPlace from, int limit, long bytes) {
        return threads.goOn(turn, () -> feed.page(from, filter, limit, bytes));
    }

    /** Completes once there is more, or whoever asked completes it. */
    CompletableFuture<Void> beyond(FeedPlace place) {
        return tail.beyond(place);
    }
}
