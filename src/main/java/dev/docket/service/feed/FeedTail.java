package dev.docket.service.feed;

import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Tells those who have read to the end that there is more. Looks at the store a few times a second while somebody waits, however many they
 * are, because records may be those of other services; nobody who waits holds a thread. Thread-safe.
 */
public final class FeedTail implements AutoCloseable {
    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(250);

    private final JournalReader journal;
    private final Set<Waiting> waiting = ConcurrentHashMap.newKeySet();
    private final ScheduledExecutorService looks = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-feed").factory());

    private static final class Waiting {
        private final FeedPlace place;
        private final CompletableFuture<Void> more = new CompletableFuture<>();

        Waiting(FeedPlace place) {
            this.place = place;
        }
    }

    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    public FeedTail(JournalReader journal) {
        this.journal = journal;
        looks.scheduleWithFixedDelay(
                this::look, BETWEEN_LOOKS.toMillis(), BETWEEN_LOOKS.toMillis(), TimeUnit.MILLISECONDS);
    }

    /** Completes once there is a record beyond a place, or somebody else completes it, who no longer waits then. */
    @SuppressWarnings("FutureReturnValueIgnored") // it is told of its end
    public CompletableFuture<Void> beyond(FeedPlace place) {
        Waiting one = new Waiting(place);
        waiting.add(one);
        one.more.whenComplete((done, failure) -> waiting.remove(one));
        return one.more;
    }

    /** How many wait. */
    public int waiting() {
        return waiting.size();
    }

    // Whatever goes wrong, look again: whoever asks for records is told, and an exception would end the schedule.
    @SuppressWarnings("EmptyCatch")
    private void look() {
        if (waiting.isEmpty()) {
            return;
        }
        try {
            List<Log> logs = journal.logs();
            for (Log log : logs) {
                long size = log.size();
                for (Waiting one : waiting) {
                    if (one.place.sequence(log.stream()) < size) {
                        one.more.complete(null);
                    }
                }
            }
        } catch (RuntimeException | Error away) {
        }
    }

    @Override
    public void close() {
        looks.shutdownNow();
    }
}
