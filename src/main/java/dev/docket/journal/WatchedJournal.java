package dev.docket.journal;

import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A journal whose last append decides whether it is ready: whatever a probe says, it is not while appends are refused.
 * Reports an outage once when it begins, and once when it ends with the number of refusals.
 */
public final class WatchedJournal implements ForwardingJournal {
    // A probe may pass where appends fail. Callers who saw "not ready" try again after this at the earliest.
    private static final Duration REFUSED_RECENTLY = Duration.ofSeconds(5);

    private final Journal journal;
    private final Consumer<String> error;
    private final Consumer<String> info;
    private Optional<Outage> outage = Optional.empty();

    /** @param lastNanos when an append was refused last; absent if only a probe failed */
    private record Outage(
            JournalUnavailableException cause,
            long refused,
            @Nullable Long lastNanos) {}

    /**
     * Takes the journal over.
     *
     * @param error logs that it refuses to record
     * @param info logs that it records again
     */
    public WatchedJournal(Journal journal, Consumer<String> error, Consumer<String> info) {
        this.journal = journal;
        this.error = error;
        this.info = info;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return journal.append(entry).whenComplete(this::appended);
    }

    @Override
    public CompletableFuture<AppendedOutcome> append(OutcomeEntry entry) {
        return journal.append(entry).whenComplete(this::appended);
    }

    /** Where a decision would go now. @throws JournalUnavailableException also if an append was refused just now */
    @Override
    public Destination checkWritable() {
        refuseIfRefusedRecently();
        try {
            var destination = journal.checkWritable();
            probed();
            return destination;
        } catch (JournalUnavailableException failed) {
            throw began(failed, false);
        }
    }

    private synchronized void refuseIfRefusedRecently() {
        if (outage.isPresent()) {
            var last = outage.get().lastNanos();
            if (last != null && System.nanoTime() - last < REFUSED_RECENTLY.toNanos()) {
                throw outage.get().cause();
            }
        }
    }

    private void appended(@Nullable Object recorded, @Nullable Throwable failure) {
        if (failure == null) {
            ended();
            return;
        }
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof JournalUnavailableException unavailable) {
            began(unavailable, true);
        }
    }

    private synchronized JournalUnavailableException began(JournalUnavailableException failure, boolean isAppend) {
        if (outage.isEmpty()) {
            error.accept(failure.toLog());
        }
        var before = outage.orElseGet(() -> new Outage(failure, 0, null));
        outage = Optional.of(new Outage(
                before.cause(),
                before.refused() + (isAppend ? 1 : 0),
                isAppend ? Long.valueOf(System.nanoTime()) : before.lastNanos()));
        return before.cause();
    }

    // What was refused is only healed by what is recorded.
    private synchronized void probed() {
        if (outage.isPresent() && outage.get().lastNanos() == null) {
            ended();
        }
    }

    private synchronized void ended() {
        if (outage.isPresent()) {
            info.accept(String.format(
                    Locale.ROOT,
                    "the journal records again; %,d decisions and outcomes were refused meanwhile",
                    outage.get().refused()));
            outage = Optional.empty();
        }
    }
}
