package dev.docket.journal.postgres;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.write.BatchStore;
import dev.docket.journal.write.StreamName;
import dev.docket.journal.write.Written;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/**
 * Records batches in the database. After any failure it continues on a new connection. A commit whose answer was lost is
 * looked up before anything else is written; the batch is there completely or not at all.
 */
final class PostgresWriter implements BatchStore {
    // After a lost race, the retry finds the other record. More than a few retries mean something else is wrong.
    private static final int MAX_ATTEMPTS = 5;

    // A database that restarts is back within seconds. Callers do not wait longer.
    private static final Duration DOUBT = Duration.ofSeconds(10);

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(100);

    // So much is enough to see what the ids of a table are like.
    private static final long FIRST_STATISTICS = 256;

    // While the database is unavailable, refuse at once instead of waiting for one connection after another.
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(500);

    private final PostgresSource source;
    private final String name;
    private final String stream;
    private final Heads heads;
    private final Runnable lost;
    private PostgresConnection connection;
    private boolean broken;
    private boolean hasStatistics;
    private Optional<Refusal> refusal = Optional.empty();

    private record Refusal(JournalUnavailableException because, long untilNanos) {}

    /**
     * Takes the lock of the stream.
     *
     * @param lost told if another service has taken the stream while this one was not connected
     */
    PostgresWriter(PostgresSource source, String stream, Heads heads, Runnable lost) throws SQLException {
        this.heads = heads;
        this.lost = lost;
        this.source = source;
        this.stream = stream;
        name = "docket %s %s".formatted(stream, StreamName.random());
        connection = PostgresConnection.open(source, name, stream);
    }

    @Override
    public List<Written> write(List<Entry> entries) {
        var written = durably(() -> written(entries), this::isRecorded);
        heads.committed();
        return written;
    }

    @Override
    public void check() {
        durably(
                () -> {
                    connection.rehearse(heads);
                    connection.countCheck();
                    return true;
                },
                doneOnceMoreItDoesNoHarm -> false);
    }

    @Override
    public void keep(Log.StoredCheckpoint checkpoint) {
        durably(
                () -> {
                    connection.log().keep(stream, checkpoint);
                    return true;
                },
                doneOnceMoreItDoesNoHarm -> false);
    }

    @Override
    public void close() {
        abandon();
    }

    private List<Written> written(List<Entry> entries) throws SQLException {
        // Read again in each transaction, so that memory cannot disagree with what a failed commit left.
        var last = connection.log().last(stream);
        heads.ensureCovers(connection.log().head(stream), last);
        if (!hasStatistics && last.sequence() >= FIRST_STATISTICS) {
            hasStatistics = true;
            Thread.ofVirtual().name("docket-first-statistics").start(source::gatherFirstStatistics);
        }
        var decisions = entries.stream()
                .filter(DecisionEntry.class::isInstance)
                .map(DecisionEntry.class::cast)
                .toList();
        var outcomes = entries.stream()
                .filter(OutcomeEntry.class::isInstance)
                .map(entry -> ((OutcomeEntry) entry).decisionId())
                .distinct()
                .toList();
        var turns = entries.stream()
                .filter(WorkEntry.class::isInstance)
                .map(entry -> ((WorkEntry) entry).turn())
                .toList();
        connection.lock(Stream.concat(outcomes.stream(), turns.stream().map(WorkEntry.Turn::decisionId))
                .distinct()
                .toList());
        var steps = connection.stepsOf(entries.stream()
                .filter(ChangeEntry.class::isInstance)
                .map(entry -> ((ChangeEntry) entry).number())
                .toList());
        var written = Placement.of(
                entries,
                connection.withIdsOf(decisions),
                connection.latestOutcomesOf(outcomes),
                steps,
                connection.takenOf(turns),
                connection.rangesOf(entries.stream()
                        .filter(IntakeEntry.class::isInstance)
                        .map(entry -> ((IntakeEntry) entry).place())
                        .toList()),
                last);
        var fresh = fresh(written).toList();
        if (!fresh.isEmpty()) {
            connection.insert(fresh);
            var note = heads.sign(fresh.getLast().position());
            if (note.isPresent()) {
                connection.log().putHead(stream, note.get());
            }
        }
        return written;
    }

    private static Stream<Recorded<Entry>> fresh(List<Written> written) {
        return written.stream().filter(Written.New.class::isInstance).map(one -> ((Written.New) one).recorded());
    }

    // A batch is one transaction: its last record exists if and only if all do.
    private boolean isRecorded(List<Written> written) throws SQLException {
        var last = fresh(written).reduce((earlier, later) -> later);
        if (last.isEmpty()) {
            return true;
        }
        var position = last.get().position();
        return connection
                .log()
                .position(stream, position.sequence())
                .filter(position::equals)
                .isPresent();
    }

    /** @param isDone checks whether a commit took effect after its answer was lost */
    private <T> T durably(SqlWork<T> work, Done<T> isDone) {
        for (int attempt = 1; ; attempt++) {
            try {
                return transaction(work, isDone);
            } catch (SQLException e) {
                if (!mayDoBetter(e, attempt)) {
                    throw source.unavailable(e);
                }
            } finally {
                if (broken) {
                    abandon();
                }
            }
        }
    }

    // A lost connection is often just a stale one. If the next is lost too, the database has a problem.
    private static boolean mayDoBetter(SQLException failure, int attempt) {
        return PostgresSource.isRace(failure) ? attempt < MAX_ATTEMPTS : PostgresSource.isLost(failure) && attempt == 1;
    }

    private <T> T transaction(SqlWork<T> work, Done<T> isDone) throws SQLException {
        ensureConnected();
        T result = work.run();
        try {
            connection.commit();
        } catch (SQLException unanswered) {
            abandon();
            if (!lookUp(result, isDone, unanswered)) {
                throw unanswered;
            }
        }
        broken = false;
        return result;
    }

    // Assumed broken until the work is done, so that any interruption discards the unfinished transaction.
    private void ensureConnected() {
        if (refusal.isPresent() && System.nanoTime() - refusal.get().untilNanos() < 0) {
            throw refusal.get().because();
        }
        if (broken) {
            try {
                connection = PostgresConnection.open(source, name, stream);
                refusal = Optional.empty();
            } catch (SQLException e) {
                if (PostgresSource.isTaken(e)) {
                    lost.run();
                }
                var unavailable = source.unavailable(e);
                refusal = Optional.of(new Refusal(unavailable, System.nanoTime() + BETWEEN_CONNECTIONS.toNanos()));
                throw unavailable;
            }
        }
        broken = true;
    }

    private <T> boolean lookUp(T result, Done<T> isDone, SQLException unanswered) {
        long giveUp = System.nanoTime() + DOUBT.toNanos();
        while (true) {
            try {
                connection = PostgresConnection.open(source, name, stream);
                boolean done = isDone.of(result);
                connection.rollback();
                return done;
            } catch (SQLException away) {
                abandon();
                if (System.nanoTime() - giveUp > 0) {
                    throw doubtful(unanswered);
                }
                LockSupport.parkNanos(BETWEEN_LOOKS.toNanos());
            }
        }
    }

    private JournalUnavailableException doubtful(SQLException unanswered) {
        return new JournalUnavailableException(
                String.format(
                        Locale.ROOT,
                        "The journal at %s went away while it recorded (SQLState %s), and did not come back within %d s.",
                        source,
                        unanswered.getSQLState(),
                        DOUBT.toSeconds()),
                "Send it again with the same requestId: if it was recorded, that is the answer.");
    }

    @SuppressWarnings("EmptyCatch") // it is being discarded, for a known reason
    private void abandon() {
        try {
            connection.close();
        } catch (SQLException ignored) {
        }
    }

    private interface SqlWork<T> {
        T run() throws SQLException;
    }

    private interface Done<T> {
        boolean of(T result) throws SQLException;
    }
}
