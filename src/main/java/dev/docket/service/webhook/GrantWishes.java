package dev.docket.service.webhook;

import dev.docket.service.feed.FeedEvent;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedStart;
import java.util.Optional;

/** Does what people want of a webhook, each wish once. */
final class GrantWishes {
    private static final long MOST_BYTES = 1 << 20;

    private final KeptState kept;
    private final Standing standing;
    private final Means means;

    GrantWishes(KeptState kept, Standing standing, Means means) {
        this.kept = kept;
        this.standing = standing;
        this.means = means;
    }

    void grant() {
        for (Wish wish : kept.wishes(standing.progress().granted())) {
            means.log()
                    .accept("webhook %s: %s%s, as %s wants"
                            .formatted(
                                    kept.webhook().name(),
                                    switch (wish.kind()) {
                                        case RETRY -> "tries again";
                                        case SKIP -> "skips";
                                    },
                                    wish.event().isEmpty() ? "" : " event " + wish.event(),
                                    wish.caller()));
            Progress granted =
                    switch (wish.kind()) {
                        case RETRY -> retry(wish);
                        case SKIP -> skip(wish);
                    };
            standing.keep(granted.granting(wish.number()));
        }
    }

    private Progress retry(Wish wish) {
        boolean isAll = wish.event().isEmpty();
        standing.keep(standing.dead().change(one -> isAll || one.event().equals(wish.event()), DeadEvent::wanted));
        if (!isAll) {
            return standing.progress();
        }
        if (isForeign()) {
            return standing.moved(FeedPlace.START);
        }
        Progress going = standing.progress().goingOn();
        return going.retrying()
                .map(event -> going.retrying(event.at(means.clock().instant())))
                .orElse(going);
    }

    private Progress skip(Wish wish) {
        if (isForeign()) {
            return standing.moved(means.feed().place(new FeedStart.Now()).orElseThrow());
        }
        Progress now = standing.progress();
        Optional<Retrying> held = now.retrying().filter(event -> event.event().equals(wish.event()));
        if (held.isEmpty() || standing.dead().isFull()) {
            return now;
        }
        Optional<FeedEvent> event =
                means.feed().page(standing.place(), kept.webhook().filter(), 1, MOST_BYTES).events().stream()
                        .filter(one -> one.id().equals(wish.event()))
                        .findFirst();
        // Also where the receiver was gone: whoever skips wants the rest to be sent.
        return event.map(one -> standing.bury(
                                one, held.get().attempts(), means.clock().instant(), "skipped by " + wish.caller())
                        .goingOn())
                .orElse(now);
    }

    private boolean isForeign() {
        return standing.progress().halt().equals(Optional.of(Halt.FOREIGN));
    }
}
