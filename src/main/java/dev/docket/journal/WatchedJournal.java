package dev.docket.journal;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.outage.Outage;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * A journal whose last append decides whether it is ready: whatever a probe says, it is not while appends are refused.
 * Every append and read that fails is part of an {@link Outage}, and the next one that works ends it.
 */
public final class WatchedJournal implements ForwardingJournal {
    private static final String RECORDING = "recording";
    private static final String READING = "reading";
    private static final String PROBING = "probing";

    // A probe may pass where appends fail. Callers who saw "not ready" try again after this at the earliest.
    private static final Duration REFUSED_RECENTLY = Duration.ofSeconds(5);

    private final Journal journal;
    private final Outage outage;
    private final LongSupplier nanoTicker;
    private volatile Optional<Refusal> last = Optional.empty();

    /** An append that was refused. */
    private record Refusal(JournalUnavailableException cause, long nanos) {}

    /** Takes the journal over. */
    public WatchedJournal(Journal journal, Outage outage) {
        this(journal, outage, System::nanoTime);
    }

    /** @param nanoTicker a nanosecond clock with any origin */
    WatchedJournal(Journal journal, Outage outage, LongSupplier nanoTicker) {
        this.journal = journal;
        this.outage = outage;
        this.nanoTicker = nanoTicker;
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

    @Override
    public CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return journal.append(entry).whenComplete(this::appended);
    }

    @Override
    public CompletableFuture<AppendedWork> append(WorkEntry entry) {
        return journal.append(entry).whenComplete(this::appended);
    }

    @Override
    public CompletableFuture<AppendedIntake> append(IntakeEntry entry) {
        return journal.append(entry).whenComplete(this::appended);
    }

    @Override
    public <T> T read(Function<JournalReader, T> query) {
        try {
            T found = query.apply(journal);
            outage.worked(READING);
            return found;
        } catch (JournalUnavailableException failed) {
            outage.failed(READING, failed.toLog());
            throw failed;
        }
    }

    /** Where a decision would go now. @throws JournalUnavailableException also if an append was refused just now */
    @Override
    public Destination checkWritable() {
        Optional<Refusal> refused = last;
        if (refused.isPresent() && nanoTicker.getAsLong() - refused.get().nanos() < REFUSED_RECENTLY.toNanos()) {
            throw refused.get().cause();
        }
        try {
            var destination = journal.checkWritable();
            outage.worked(PROBING);
            return destination;
        } catch (JournalUnavailableException failed) {
            outage.failed(PROBING, failed.toLog());
            throw failed;
        }
    }

    private void appended(@Nullable Object recorded, @Nullable Throwable failure) {
        if (failure == null) {
            last = Optional.empty();
            outage.worked(RECORDING);
            return;
        }
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        if (cause instanceof JournalUnavailableException unavailable) {
            last = Optional.of(new Refusal(unavailable, nanoTicker.getAsLong()));
            outage.failed(RECORDING, unavailable.toLog());
        }
    }
}
