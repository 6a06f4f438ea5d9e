package dev.docket.service.webhook;

import dev.docket.journal.DeliveryState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** What is kept of one webhook in the journal's store. */
record KeptState(DeliveryState store, Webhook webhook) {
    boolean isMine() {
        return store.isMine(webhook.name());
    }

    Optional<Progress> progress() {
        return store.read(webhook.placeName()).map(Progress::read);
    }

    void keep(Progress progress) {
        store.write(webhook.name(), webhook.placeName(), progress.json());
    }

    DeadEvents dead() {
        return store.read(webhook.deadName()).map(DeadEvents::read).orElse(DeadEvents.NONE);
    }

    void keep(DeadEvents dead) {
        store.write(webhook.name(), webhook.deadName(), dead.json());
    }

    /** Those that were not granted yet, in the order in which they came. */
    List<Wish> wishes(long granted) {
        return store.read(webhook.wishesName()).map(Wish::read).orElse(List.of()).stream()
                .filter(wish -> wish.number() > granted)
                .toList();
    }

    /** @return false if too many wait */
    boolean wish(Wish.Kind kind, String event, String caller) {
        boolean[] isTaken = {false};
        store.change(webhook.wishesName(), before -> {
            long granted = progress().map(Progress::granted).orElse(0L);
            List<Wish> all = before.map(Wish::read).orElse(List.of());
            List<Wish> waiting = all.stream()
                    .filter(wish -> wish.number() > granted)
                    .collect(Collectors.toCollection(ArrayList::new));
            if (waiting.size() >= Wish.MOST_WAITING) {
                return Optional.empty();
            }
            long last = Math.max(granted, all.isEmpty() ? 0 : all.getLast().number());
            waiting.add(new Wish(last + 1, kind, event, caller));
            isTaken[0] = true;
            return Optional.of(Wish.json(waiting));
        });
        return isTaken[0];
    }
}
