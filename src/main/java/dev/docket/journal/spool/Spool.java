package dev.docket.journal.spool;

import dev.docket.journal.Appended;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.JournalKey;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.write.Backlog;
import dev.docket.journal.write.StreamName;
import dev.docket.outage.Outage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Decisions that wait for the shared store, in a local SQLite journal that is created with the first one and deleted
 * once the last one is recorded. Until then, every new decision goes here, so that they are recorded in order.
 */
final class Spool implements AutoCloseable {
    private static final String SHARED = "recording in the shared store";
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofMillis(500);

    // One batch of the shared journal.
    private static final int PAGE = Backlog.MAX_BATCH;

    private final Journal shared;
    private final Path folder;
    private final Function<Path, Journal> open;
    private final Outage outage;
    private final Consumer<String> error;
    private final ScheduledExecutorService drain = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("docket-spool").factory());

    // The fields below are guarded by this.
    private Optional<Journal> local = Optional.empty();
    private long begun;
    private long recorded;
    private long refused;
    private boolean announced;
    private boolean ending;
    private boolean closed;

    // Used by the draining thread only, to avoid repeating the same message.
    private String complaint = "";

    /**
     * @param open opens the local journal in the folder
     * @param outage of the shared journal; it is part of it while decisions wait
     * @param error logs what needs somebody
     */
    @SuppressWarnings("FutureReturnValueIgnored") // it never ends by itself
    Spool(Journal shared, Path folder, Function<Path, Journal> open, Outage outage, Consumer<String> error) {
        this.shared = shared;
        this.folder = folder;
        this.open = open;
        this.outage = outage;
        this.error = error;
        if (Files.exists(folder.resolve("journal.db"))) {
            begin();
            announce();
        }
        drain.scheduleWithFixedDelay(this::drain, 0, BETWEEN_ATTEMPTS.toMillis(), TimeUnit.MILLISECONDS);
    }

    synchronized boolean isOpen() {
        return local.isPresent();
    }

    /** How many decisions wait here. */
    synchronized long waiting() {
        return local.map(journal -> journal.log().size() - recorded).orElse(0L);
    }

    /** Completes when it is durable here. */
    synchronized CompletableFuture<Appended> append(DecisionEntry entry) {
        if (closed) {
            return CompletableFuture.failedFuture(JournalUnavailableException.busy("The journal is closed."));
        }
        try {
            var journal = local.isPresent() ? local.get() : begin();
            begun++;
            announce();
            return journal.append(entry.afterSpooling())
                    .whenComplete((done, failed) -> end())
                    .thenApply(Spool::spooled);
        } catch (JournalUnavailableException full) {
            return CompletableFuture.failedFuture(full);
        }
    }

    synchronized void checkWritable() {
        (local.isPresent() ? local.get() : begin()).checkWritable();
    }

    private synchronized void end() {
        begun--;
    }

    private static Appended spooled(Appended appended) {
        return switch (appended) {
            case Appended.New fresh -> new Appended.Spooled(fresh.recorded(), true);
            case Appended.Taken taken -> new Appended.Spooled(taken.recorded(), false);
            case Appended.Spooled again -> again;
        };
    }

    private synchronized Journal begin() {
        if (ending) {
            throw new JournalUnavailableException(
                    "The spool %s is being removed.%nSend the request again in a moment.".formatted(folder));
        }
        var journal = open.apply(folder);
        local = Optional.of(journal);
        recorded = 0;
        refused = 0;
        announced = false;
        return journal;
    }

    // Not for a mere check.
    private synchronized void announce() {
        announced = true;
        outage.failed(SHARED, "decisions wait in the local spool until it is back");
    }

    // On its own thread. Catches everything, because an exception would end the schedule.
    private void drain() {
        try {
            var next = next();
            if (next.isEmpty() && isOpen()) {
                // Opened for a check or a decision in flight, which would be lost if it closed now.
                shared.checkWritable();
            }
            for (; !next.isEmpty(); next = next()) {
                record(next);
            }
            endIfDone();
            complaint = "";
        } catch (JournalUnavailableException | CompletionException away) {
            if (!SpoolingJournal.isUnavailable(away)) {
                complain(away);
            }
        } catch (RuntimeException defect) {
            complain(defect);
        }
    }

    private void complain(RuntimeException failure) {
        var said = "what waits in the local spool cannot be recorded: "
                + (failure instanceof JournalUnavailableException unavailable
                        ? unavailable.toCaller()
                        : failure.getClass().getSimpleName());
        if (!said.equals(complaint)) {
            complaint = said;
            error.accept(said);
        }
    }

    private List<Recorded<Entry>> next() {
        Optional<Journal> journal;
        long after;
        synchronized (this) {
            journal = local;
            after = recorded;
        }
        try {
            return journal.map(one -> one.records(one.log().stream(), after + 1, PAGE))
                    .orElse(List.of());
        } catch (JournalUnavailableException unreadable) {
            // Not the shared store, whose outages are expected.
            throw new IllegalStateException(unreadable.getMessage(), unreadable);
        }
    }

    private void record(List<Recorded<Entry>> page) {
        var answers = new ArrayList<CompletableFuture<Appended>>();
        for (var one : page) {
            answers.add(shared.append((DecisionEntry) one.entry()));
        }
        for (int i = 0; i < page.size(); i++) {
            var entry = (DecisionEntry) page.get(i).entry();
            var refusal = refusal(entry, answers.get(i));
            synchronized (this) {
                recorded++;
                refused += refusal.isPresent() ? 1 : 0;
            }
            refusal.ifPresent(because -> error.accept(
                    "decision %s of request %s, acknowledged while the shared journal was unavailable, is not recorded: %s"
                            .formatted(entry.decisionId(), entry.requestId(), because)));
        }
    }

    /** Why it is not recorded; empty if it is, by this service or another. */
    private static Optional<String> refusal(DecisionEntry entry, CompletableFuture<Appended> answer) {
        try {
            var recorded = answer.join().recorded().entry();
            return recorded.decisionId().equals(entry.decisionId())
                    ? Optional.empty()
                    : Optional.of(
                            "request %s already has decision %s".formatted(entry.requestId(), recorded.decisionId()));
        } catch (CompletionException failure) {
            if (failure.getCause() instanceof IllegalStateException clash) {
                return Optional.of(String.valueOf(clash.getMessage()));
            }
            throw failure;
        }
    }

    // Closed outside the monitor, because closing waits for callbacks that may need it.
    private void endIfDone() {
        Journal done;
        long taken;
        boolean isRefused;
        boolean wasAnnounced;
        synchronized (this) {
            if (local.isEmpty() || begun > 0 || local.get().log().size() > recorded) {
                return;
            }
            done = local.get();
            taken = recorded - refused;
            isRefused = refused > 0;
            wasAnnounced = announced;
            local = Optional.empty();
            // Nothing may start in the folder until it is empty, or it would be deleted as well.
            ending = true;
        }
        try {
            done.close();
            putAway(isRefused);
            if (wasAnnounced) {
                outage.worked(SHARED, String.format(Locale.ROOT, "%,d waiting decisions were recorded", taken));
            }
        } finally {
            synchronized (this) {
                ending = false;
            }
        }
    }

    private void putAway(boolean isRefused) {
        try {
            if (isRefused) {
                var kept = folder.resolveSibling(folder.getFileName() + "-refused-" + StreamName.random());
                Files.move(folder, kept);
                error.accept("what could not be recorded is kept beside the spool in " + kept.getFileName());
                return;
            }
            for (var name : List.of("journal.db-wal", "journal.db-shm", "journal.db")) {
                Files.deleteIfExists(folder.resolve(name));
            }
            // The next spool is another stream with a key of its own.
            for (var name : JournalKey.files()) {
                Files.deleteIfExists(folder.resolve(name));
            }
        } catch (IOException e) {
            error.accept("the empty spool cannot be put away: " + e.getClass().getSimpleName());
        }
    }

    @Override
    public void close() {
        Optional<Journal> last;
        synchronized (this) {
            closed = true;
            last = local;
        }
        drain.shutdownNow();
        last.ifPresent(Journal::close);
    }
}
