package dev.docket.service.webhook;

import dev.docket.outage.Outage;
import dev.docket.service.feed.FeedEvent;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedStart;
import dev.docket.service.feed.ReadFeed;
import dev.docket.webhook.Delivery;
import dev.docket.webhook.Reply;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/**
 * Sends to one receiver what is recorded, one event after the other: the next only when the receiver has the one before, or that was
 * given up. For one thread.
 */
final class Sending {
    static final String WORK = "sending";

    /** How soon it notices a wish, and that another service has ended. */
    static final Duration LOOK = Duration.ofSeconds(1);

    private static final int EVENTS_AT_A_TIME = 100;
    private static final long BYTES_AT_A_TIME = 1 << 20;
    private static final int WANTED_AT_A_TIME = 20;

    private final Webhook webhook;
    private final KeptState kept;
    private final Delivery delivery;
    private final Outage outage;
    private final Means means;
    private final WebhookCounts counts;
    private final BooleanSupplier isLeaving;
    private final Standing standing;
    private final GrantWishes wishes;
    private volatile boolean isMine;

    /** @param isLeaving whether to end after the event that is being sent */
    Sending(
            KeptState kept,
            Delivery delivery,
            Outage outage,
            Means means,
            WebhookCounts counts,
            BooleanSupplier isLeaving) {
        this.webhook = kept.webhook();
        this.kept = kept;
        this.delivery = delivery;
        this.outage = outage;
        this.means = means;
        this.counts = counts;
        this.isLeaving = isLeaving;
        standing = new Standing(kept, counts);
        wishes = new GrantWishes(kept, standing, means);
    }

    /** Whether this service sends, and the receiver does not have what it should. */
    boolean isFailing() {
        return isMine && outage.isOn();
    }

    /** Begins anew from what is kept, next time. */
    void forget() {
        standing.forget();
    }

    void keepUnkept() {
        standing.keepUnkept();
    }

    /** Does what there is to do. @return how long to wait before the next time */
    Duration turn() throws InterruptedException {
        isMine = kept.isMine();
        if (!isMine) {
            standing.forget();
            counts.idle();
            return LOOK;
        }
        if (!standing.hasBegun()) {
            begin();
        }
        wishes.grant();
        retryWanted();
        Progress now = standing.progress();
        if (now.halt().isPresent()) {
            return LOOK;
        }
        counts.behind(means.feed().beyond(standing.place()));
        Duration left = now.retrying()
                .map(event -> Duration.between(means.clock().instant(), event.next()))
                .orElse(Duration.ZERO);
        if (left.isPositive()) {
            return left.compareTo(LOOK) < 0 ? left.plusMillis(1) : LOOK;
        }
        sendSome();
        return Duration.ZERO;
    }

    /** From what is kept, or where a new one begins. */
    private void begin() {
        Optional<Progress> before = kept.progress();
        Optional<FeedPlace> at = before.isEmpty()
                ? means.feed().place(webhook.start())
                : FeedStart.parse(before.get().after()).flatMap(means.feed()::place);
        Progress from = before.orElseGet(
                () -> new Progress(at.map(FeedPlace::text).orElse(""), Optional.empty(), Optional.empty(), 0));
        standing.begin(from, at);
        // Also where the receiver was gone: whoever has it tried again must know that this begins with the first
        // record.
        if (at.isEmpty() && !from.halt().equals(Optional.of(Halt.FOREIGN))) {
            standing.keep(from.halted(Halt.FOREIGN));
        } else if (before.isEmpty()) {
            standing.keep(from);
        }
        Progress now = standing.progress();
        now.halt().ifPresentOrElse(this::say, () -> now.retrying()
                .ifPresent(event -> outage.failed(WORK, event.because())));
    }

    private void say(Halt halt) {
        outage.failed(
                WORK,
                switch (halt) {
                    case GONE ->
                        "the receiver answered 410 Gone, so nothing is sent any more. './docket webhooks retry %1$s' begins again, './docket webhooks skip %1$s' with the event after the one that it refused"
                                .formatted(webhook.name());
                    case FOREIGN ->
                        "the journal does not have the record up to which events were sent; was it restored? './docket webhooks retry %1$s' sends all it has, './docket webhooks skip %1$s' what comes from now on"
                                .formatted(webhook.name());
                });
    }

    private void retryWanted() throws InterruptedException {
        List<DeadEvent> wanted = standing.dead().events().stream()
                .filter(DeadEvent::isWanted)
                .limit(WANTED_AT_A_TIME)
                .toList();
        long end = System.nanoTime() + LOOK.toNanos();
        for (DeadEvent one : wanted) {
            // The others wait for their turn: what is new must not wait for many dead events.
            if (isLeaving.getAsBoolean() || System.nanoTime() > end) {
                return;
            }
            Optional<FeedEvent> event = means.feed().one(one.stream(), one.sequence());
            Reply reply = event.isEmpty()
                    ? new Reply.Failed("the journal does not have its record", Optional.empty())
                    : delivery.send(one.event(), event.get().json());
            switch (reply) {
                case Reply.Accepted accepted -> {
                    counts.accepted();
                    standing.keep(standing.dead().without(one.event()));
                }
                case Reply.Gone gone -> stillDead(one, "it answers 410");
                case Reply.Failed failed -> stillDead(one, failed.because());
            }
        }
    }

    private void stillDead(DeadEvent event, String because) {
        counts.refused();
        standing.keep(standing.dead()
                .change(
                        one -> one.event().equals(event.event()),
                        one -> one.failedAgain(means.clock().instant(), because)));
    }

    private void sendSome() throws InterruptedException {
        ReadFeed.Page page = means.feed()
                .page(
                        standing.place(),
                        webhook.filter(),
                        standing.progress().retrying().isPresent() ? 1 : EVENTS_AT_A_TIME,
                        BYTES_AT_A_TIME);
        long end = System.nanoTime() + LOOK.toNanos();
        for (FeedEvent event : page.events()) {
            if (isLeaving.getAsBoolean() || System.nanoTime() > end) {
                standing.keepUnkept();
                return;
            }
            counts.next(event.at());
            if (!send(event)) {
                return;
            }
        }
        standing.passed(page.place());
        if (!page.hasMore()) {
            standing.keepUnkept();
            counts.behind(0);
            if (standing.progress().retrying().isEmpty()) {
                // Also where the last event was given up, or skipped.
                outage.worked(WORK);
            }
            awaitMore(standing.place());
        }
    }

    /** @return whether the next one may follow at once */
    private boolean send(FeedEvent event) throws InterruptedException {
        return switch (delivery.send(event.id(), event.json())) {
            case Reply.Accepted accepted -> {
                counts.accepted();
                outage.worked(WORK);
                standing.passed(event.place());
                yield true;
            }
            case Reply.Gone gone -> {
                counts.refused();
                Instant now = means.clock().instant();
                // Kept as one that is held up, so that it can be skipped.
                standing.keep(standing.progress()
                        .retrying(failedAgain(event, now, "it answers 410"))
                        .halted(Halt.GONE));
                say(Halt.GONE);
                yield false;
            }
            case Reply.Failed failed -> failed(event, failed);
        };
    }

    private boolean failed(FeedEvent event, Reply.Failed failed) {
        counts.refused();
        outage.failed(WORK, failed.because());
        Instant now = means.clock().instant();
        Retrying again = failedAgain(event, now, failed.because());
        if (again.attempts() >= webhook.attempts() && !standing.dead().isFull()) {
            standing.keep(standing.bury(event, again.attempts(), now, failed.because()));
            return true;
        }
        Duration wait = means.backOff().after(again.attempts(), means.random());
        Duration asked = failed.pause().orElse(Duration.ZERO);
        standing.keep(standing.progress().retrying(again.at(now.plus(wait.compareTo(asked) < 0 ? asked : wait))));
        return false;
    }

    /** With one attempt more, and due at once. */
    private Retrying failedAgain(FeedEvent event, Instant now, String because) {
        Optional<Retrying> before =
                standing.progress().retrying().filter(one -> one.event().equals(event.id()));
        return new Retrying(
                event.id(),
                before.map(Retrying::attempts).orElse(0) + 1,
                before.map(Retrying::since).orElse(now),
                now,
                because);
    }

    private void awaitMore(FeedPlace place) throws InterruptedException {
        CompletableFuture<Void> more = means.tail().beyond(place);
        try {
            more.get(LOOK.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException none) {
            // Then wishes are looked at, and the lease.
            more.complete(null);
        }
    }
}
