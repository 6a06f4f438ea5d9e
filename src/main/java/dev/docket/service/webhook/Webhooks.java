package dev.docket.service.webhook;

import dev.docket.journal.DeliveryState;
import dev.docket.json.JsonWriter;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.feed.FeedStart;
import dev.docket.service.feed.ReadFeed;
import java.util.List;
import java.util.Optional;

/** What operators see of webhooks, and what they can ask for, at whichever service of a journal. */
public final class Webhooks {
    private final List<Webhook> webhooks;
    private final DeliveryState state;
    private final ReadFeed feed;

    /** What came of asking for something. */
    public sealed interface Result {
        /** It is written down, and will be done within seconds. */
        record Noted() implements Result {}

        /** There is no such webhook here. */
        record Unknown() implements Result {}

        /** There is no such event on its dead list. */
        record NotDead() implements Result {}

        /** Nothing holds it up. */
        record NotHeldUp() implements Result {}

        /** Too much was asked for and not done yet, or its dead list has no room. */
        record Full() implements Result {}
    }

    public Webhooks(List<Webhook> webhooks, DeliveryState state, ReadFeed feed) {
        this.webhooks = List.copyOf(webhooks);
        this.state = state;
        this.feed = feed;
    }

    /** All that are configured here. @throws StoreUnavailableException if their state cannot be read */
    public byte[] json() {
        return StoreUnavailableException.reading(() -> {
            JsonWriter json =
                    new JsonWriter(1024).beginObject().name("webhooks").beginArray();
            webhooks.forEach(webhook -> write(json, webhook));
            return json.endArray().endObject().bytes();
        });
    }

    private void write(JsonWriter json, Webhook webhook) {
        KeptState kept = kept(webhook);
        Optional<Progress> progress = kept.progress();
        json.beginObject()
                .field("name", webhook.name())
                .field("receiver", webhook.receiver().shown())
                .field("state", state(progress))
                .field("attempts", webhook.attempts())
                .field("dead", kept.dead().events().size());
        progress.map(Progress::after)
                .flatMap(FeedStart::parse)
                .flatMap(feed::place)
                .ifPresent(place -> json.field("behind", feed.beyond(place)));
        progress.flatMap(Progress::retrying).ifPresent(event -> json.name("retrying")
                .beginObject()
                .field("event", event.event())
                .field("attempts", event.attempts())
                .field("since", event.since())
                .field("next", event.next())
                .field("because", event.because())
                .endObject());
        json.endObject();
    }

    private static String state(Optional<Progress> progress) {
        if (progress.isEmpty()) {
            return "NEW";
        }
        return progress.get()
                .halt()
                .map(Halt::name)
                .orElse(progress.get().retrying().isPresent() ? "RETRYING" : "SENDING");
    }

    /** The dead list of one; empty if there is no such webhook. @throws StoreUnavailableException if it cannot be read */
    public Optional<byte[]> dead(String name) {
        return StoreUnavailableException.reading(
                () -> find(name).map(webhook -> kept(webhook).dead().json()));
    }

    /**
     * Has an event of the dead list tried once more; or all of them, with whatever is held up, also where the receiver was gone.
     *
     * @param event its id; empty for all
     * @throws StoreUnavailableException if that cannot be written down
     */
    public Result retry(String name, String event, String caller) {
        return StoreUnavailableException.reading(() -> {
            Optional<Webhook> webhook = find(name);
            if (webhook.isEmpty()) {
                return new Result.Unknown();
            }
            KeptState kept = kept(webhook.get());
            return !event.isEmpty() && kept.dead().find(event).isEmpty()
                    ? new Result.NotDead()
                    : noted(kept.wish(Wish.Kind.RETRY, event, caller));
        });
    }

    /**
     * Puts the event that holds up the others on the dead list, and goes on, also where the receiver was gone.
     *
     * @throws StoreUnavailableException if that cannot be written down
     */
    public Result skip(String name, String caller) {
        return StoreUnavailableException.reading(() -> {
            Optional<Webhook> webhook = find(name);
            if (webhook.isEmpty()) {
                return new Result.Unknown();
            }
            KeptState kept = kept(webhook.get());
            Optional<Progress> progress = kept.progress();
            boolean isForeign = progress.flatMap(Progress::halt).equals(Optional.of(Halt.FOREIGN));
            Optional<String> event = isForeign
                    ? Optional.of("")
                    : progress.flatMap(Progress::retrying).map(Retrying::event);
            if (event.isEmpty()) {
                return new Result.NotHeldUp();
            }
            return noted((isForeign || !kept.dead().isFull()) && kept.wish(Wish.Kind.SKIP, event.get(), caller));
        });
    }

    private static Result noted(boolean isNoted) {
        return isNoted ? new Result.Noted() : new Result.Full();
    }

    private Optional<Webhook> find(String name) {
        return webhooks.stream().filter(webhook -> webhook.name().equals(name)).findFirst();
    }

    private KeptState kept(Webhook webhook) {
        return new KeptState(state, webhook);
    }
}
