package dev.docket.journal;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.WorkEntry;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * A journal whose appends are answered within a deadline, even if its store hangs. An entry that was not answered may still be
 * recorded, once; whoever sends it again gets the record.
 */
public final class PromptJournal implements ForwardingJournal {
    private final Journal journal;
    private final Duration deadline;

    /** Takes the journal over. */
    public PromptJournal(Journal journal, Duration deadline) {
        this.journal = journal;
        this.deadline = deadline;
    }

    @Override
    public Journal journal() {
        return journal;
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return inTime(journal.append(entry));
    }

    @Override
    public CompletableFuture<AppendedOutcome> append(OutcomeEntry entry) {
        return inTime(journal.append(entry));
    }

    @Override
    public CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return inTime(journal.append(entry));
    }

    @Override
    public CompletableFuture<AppendedWork> append(WorkEntry entry) {
        return inTime(journal.append(entry));
    }

    @Override
    public CompletableFuture<AppendedIntake> append(IntakeEntry entry) {
        return inTime(journal.append(entry));
    }

    // On a copy: the journal completes its own answer whenever it is done.
    private <T> CompletableFuture<T> inTime(CompletableFuture<T> answer) {
        return answer.copy()
                .orTimeout(deadline.toMillis(), TimeUnit.MILLISECONDS)
                .exceptionallyCompose(failure -> CompletableFuture.failedFuture(isLate(failure) ? late() : failure));
    }

    private static boolean isLate(Throwable failure) {
        var cause = failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        return cause instanceof TimeoutException;
    }

    private JournalUnavailableException late() {
        return new JournalUnavailableException(
                String.format(Locale.ROOT, "The journal's store did not answer within %d ms.", deadline.toMillis()),
                "It did not answer in time. Send it again with the same requestId: if it was recorded, that is the answer.");
    }
}
