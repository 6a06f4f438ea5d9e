package dev.docket.journal;

import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import java.time.Instant;
import java.util.concurrent.CompletableFuture;

/** Delegates to a journal that may change from call to call. */
public interface ForwardingJournal extends ForwardingReader, Journal {
    /** The current journal. @throws JournalUnavailableException if there is none */
    Journal journal();

    @Override
    default JournalReader reader() {
        return journal();
    }

    @Override
    default CompletableFuture<Appended> append(DecisionEntry entry) {
        return journal().append(entry);
    }

    @Override
    default CompletableFuture<AppendedOutcome> append(OutcomeEntry entry) {
        return journal().append(entry);
    }

    @Override
    default CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return journal().append(entry);
    }

    @Override
    default CompletableFuture<AppendedWork> append(WorkEntry entry) {
        return journal().append(entry);
    }

    @Override
    default CompletableFuture<AppendedIntake> append(IntakeEntry entry) {
        return journal().append(entry);
    }

    @Override
    default Recorded<RetirementEntry> retire(Instant before, Instant at, String caller) {
        return journal().retire(before, at, caller);
    }

    @Override
    default Overdue overdue(Instant before) {
        return journal().overdue(before);
    }

    @Override
    default Recorded<RetirementEntry> retire(RetirementEntry entry) {
        return journal().retire(entry);
    }

    @Override
    default Log log() {
        return journal().log();
    }

    @Override
    default CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint) {
        return journal().keep(checkpoint);
    }

    @Override
    default Destination checkWritable() {
        return journal().checkWritable();
    }

    @Override
    default JournalLoad load() {
        return journal().load();
    }

    @Override
    default void close() {
        journal().close();
    }
}
