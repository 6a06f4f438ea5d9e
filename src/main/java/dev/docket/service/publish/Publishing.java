package dev.docket.service.publish;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.docket.journal.DeliveryState;
import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedStart;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Publishes to one topic what is recorded: a page of events, then the place behind it, so that whoever goes on sends some events again and
 * leaves none out. For one thread.
 */
final class Publishing implements AutoCloseable {
    static final String WORK = "publishing";

    /** How soon it notices that another service has ended. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final int EVENTS_AT_A_TIME = 500;
    private static final long BYTES_AT_A_TIME = 4 << 20;

    private final Publication publication;
    private final DeliveryState state;
    private final ReadFeed feed;
    private final FeedTail tail;
    private final Outage outage;
    private final Supplier<EventTopic> topics;
    private final PublicationCounts counts = new PublicationCounts();
    private @Nullable EventTopic topic;
    private @Nullable FeedPlace place;
    private int oneByOne;

    /** @param topics connects to the topic */
    Publishing(
            Publication publication,
            DeliveryState state,
            ReadFeed feed,
            FeedTail tail,
            Outage outage,
            Supplier<EventTopic> topics) {
        this.publication = publication;
        this.state = state;
        this.feed = feed;
        this.tail = tail;
        this.outage = outage;
        this.topics = topics;
    }

    Publication publication() {
        return publication;
    }

    PublicationCounts counts() {
        return counts;
    }

    Outage outage() {
        return outage;
    }

    /** Begins anew from what is kept, with a new connection, next time. */
    private void forget() {
        place = null;
        close();
    }

    /**
     * Begins anew after a failure, with one event at a time until that which failed is past: behind one that is refused, nothing may be sent,
     * nor what is before it again and again.
     */
    void failed() {
        forget();
        oneByOne = EVENTS_AT_A_TIME;
    }

    /** Does what there is to do. @return how long to wait before the next time */
    Duration turn() throws IOException, InterruptedException {
        if (!state.isMine(publication.sender())) {
            forget();
            counts.idle();
            // Whoever publishes now has its own.
            outage.worked(WORK);
            return LOOK;
        }
        FeedPlace from = place;
        if (from == null) {
            from = begin();
        }
        counts.behind(feed.beyond(from));
        int most = oneByOne > 0 ? 1 : EVENTS_AT_A_TIME;
        ReadFeed.Page page = feed.page(from, publication.filter(), most, BYTES_AT_A_TIME);
        if (!page.events().isEmpty()) {
            connected().send(page.events());
            counts.sent(page.events().size());
            outage.worked(WORK);
            oneByOne = Math.max(0, oneByOne - 1);
        }
        if (!page.place().equals(from)) {
            keep(page.place());
        }
        place = page.place();
        if (!page.hasMore()) {
            counts.behind(0);
            awaitMore(page.place());
        }
        return Duration.ZERO;
    }

    private FeedPlace begin() throws IOException {
        Optional<byte[]> kept = state.read(publication.placeName());
        Optional<FeedPlace> at = kept.isEmpty()
                ? feed.place(publication.start())
                : FeedStart.parse(new String(kept.get(), US_ASCII)).flatMap(feed::place);
        if (at.isEmpty()) {
            throw new IOException(
                    "the journal does not have the record up to which topic %s was published; was it restored? Under another name than '%s' the publication begins anew"
                            .formatted(publication.topic(), publication.name()));
        }
        if (kept.isEmpty()) {
            // Where it began stays where it began, though nothing is recorded for a while.
            keep(at.get());
        }
        return at.get();
    }

    private void keep(FeedPlace reached) {
        state.write(
                publication.sender(), publication.placeName(), reached.text().getBytes(US_ASCII));
    }

    private EventTopic connected() {
        EventTopic open = topic;
        if (open == null) {
            open = topics.get();
            topic = open;
        }
        return open;
    }

    private void awaitMore(FeedPlace reached) throws InterruptedException {
        CompletableFuture<Void> more = tail.beyond(reached);
        try {
            more.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException none) {
            // Then the lease is looked at.
            more.complete(null);
        }
    }

    @Override
    public void close() {
        EventTopic open = topic;
        topic = null;
        if (open != null) {
            open.close();
        }
    }
}
