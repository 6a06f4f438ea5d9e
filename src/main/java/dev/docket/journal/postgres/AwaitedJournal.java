package dev.docket.journal.postgres;

import dev.docket.journal.Appended;
import dev.docket.journal.AppendedChange;
import dev.docket.journal.AppendedIntake;
import dev.docket.journal.AppendedOutcome;
import dev.docket.journal.AppendedWork;
import dev.docket.journal.ForwardingJournal;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalAwayException;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.write.JournalLock;
import dev.docket.outage.Outage;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** A journal whose store was unavailable at start. Opens it as soon as possible, and refuses everything until then. */
final class AwaitedJournal implements ForwardingJournal {
    private static final String OPENING = "opening";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    private final JournalLock lock;
    private final Supplier<Journal> open;
    private final Outage outage;
    private final ScheduledExecutorService attempts = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-journal-opening").factory());
    private volatile State state;

    private sealed interface State {
        Journal journal();

        /** Open. */
        record Opened(Journal journal) implements State {}

        /** Not open, with the reason. */
        record Away(JournalUnavailableException because) implements State {
            @Override
            public Journal journal() {
                throw because;
            }
        }
    }

    /**
     * Starts to wait.
     *
     * @param lock the folder's lock, passed on to the opened journal
     * @param away why it could not be opened at start
     * @param outage of the journal; it is part of it while it is not open
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it ends with the last attempt
    AwaitedJournal(JournalLock lock, Supplier<Journal> open, JournalAwayException away, Outage outage) {
        this.lock = lock;
        this.open = open;
        this.outage = outage;
        state = new State.Away(away);
        outage.failed(OPENING, away.toLog());
        attempts.scheduleWithFixedDelay(
                this::attempt, BETWEEN_ATTEMPTS.toMillis(), BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    // Catch everything and try again: an exception would end the schedule.
    private synchronized void attempt() {
        if (attempts.isShutdown()) {
            return;
        }
        try {
            Journal opened = open.get();
            outage.worked(OPENING);
            state = new State.Opened(opened);
            attempts.shutdown();
        } catch (JournalUnavailableException failure) {
            stillAway(failure);
        } catch (RuntimeException defect) {
            stillAway(new JournalUnavailableException("The journal could not be opened.", defect));
        }
    }

    private void stillAway(JournalUnavailableException because) {
        state = new State.Away(because);
        outage.failed(OPENING, because.toLog());
    }

    @Override
    public Journal journal() {
        return state.journal();
    }

    @Override
    public CompletableFuture<Appended> append(DecisionEntry entry) {
        return promised(() -> state.journal().append(entry));
    }

    @Override
    public CompletableFuture<AppendedOutcome> append(OutcomeEntry entry) {
        return promised(() -> state.journal().append(entry));
    }

    @Override
    public CompletableFuture<AppendedChange> append(ChangeEntry entry) {
        return promised(() -> state.journal().append(entry));
    }

    @Override
    public CompletableFuture<AppendedWork> append(WorkEntry entry) {
        return promised(() -> state.journal().append(entry));
    }

    @Override
    public CompletableFuture<AppendedIntake> append(IntakeEntry entry) {
        return promised(() -> state.journal().append(entry));
    }

    @Override
    public CompletableFuture<Void> keep(Log.StoredCheckpoint checkpoint) {
        return promised(() -> state.journal().keep(checkpoint));
    }

    private static <T> CompletableFuture<T> promised(Supplier<CompletableFuture<T>> work) {
        try {
            return work.get();
        } catch (JournalUnavailableException away) {
            return CompletableFuture.failedFuture(away);
        }
    }

    @Override
    public synchronized void close() {
        attempts.shutdown();
        switch (state) {
            case State.Opened opened -> opened.journal().close();
            case State.Away away -> lock.close();
        }
        state = new State.Away(JournalUnavailableException.busy("It is closed."));
    }
}
