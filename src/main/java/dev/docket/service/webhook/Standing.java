package dev.docket.service.webhook;

import dev.docket.service.feed.FeedEvent;
import dev.docket.service.feed.FeedPlace;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where the sender to one receiver stands: what is kept in the store, and the little that it did since. For one thread.
 *
 * <p>The place is kept after what was sent, so whoever goes on from it sends some events again, and leaves none out.
 */
final class Standing {
    private static final int MOST_UNKEPT = 50;

    private final KeptState kept;
    private final WebhookCounts counts;
    private @Nullable Progress progress;
    private FeedPlace place = FeedPlace.START;
    private DeadEvents dead = DeadEvents.NONE;
    private int unkept;

    Standing(KeptState kept, WebhookCounts counts) {
        this.kept = kept;
        this.counts = counts;
    }

    boolean hasBegun() {
        return progress != null;
    }

    /** @param at where that is in the journal; before every record if it is nowhere */
    void begin(Progress from, Optional<FeedPlace> at) {
        progress = from;
        place = at.orElse(FeedPlace.START);
        dead = kept.dead();
        counts.listed(dead.events().size());
    }

    /** Begins anew from what is kept, next time. */
    void forget() {
        progress = null;
        dead = DeadEvents.NONE;
        unkept = 0;
    }

    Progress progress() {
        Progress now = progress;
        if (now == null) {
            throw new IllegalStateException("it has begun");
        }
        return now;
    }

    FeedPlace place() {
        return place;
    }

    DeadEvents dead() {
        return dead;
    }

    void keep(Progress next) {
        kept.keep(next);
        progress = next;
        unkept = 0;
    }

    void keep(DeadEvents next) {
        kept.keep(next);
        dead = next;
        counts.listed(next.events().size());
    }

    /** All up to there was sent, is dead, or is not for this receiver. Kept now and then. */
    void passed(FeedPlace next) {
        if (!next.equals(place)) {
            progress = progress().sent(next.text());
            place = next;
            unkept++;
        }
        if (unkept >= MOST_UNKEPT) {
            keepUnkept();
        }
    }

    void keepUnkept() {
        if (progress != null && unkept > 0) {
            keep(progress());
        }
    }

    /** Goes on from somewhere else, once the answer is kept. */
    Progress moved(FeedPlace to) {
        place = to;
        return progress().goingOn().sent(to.text());
    }

    /** Gives an event up. The list first: killed in between, the event is tried again, and is not on the list twice. */
    Progress bury(FeedEvent event, int attempts, Instant at, String because) {
        keep(dead.with(new DeadEvent(event.id(), event.stream(), event.sequence(), attempts, at, because, false)));
        counts.gaveUp();
        place = event.place();
        return progress().sent(place.text());
    }
}
