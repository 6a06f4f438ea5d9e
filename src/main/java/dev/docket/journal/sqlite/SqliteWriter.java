package dev.docket.journal.sqlite;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.write.BatchStore;
import dev.docket.journal.write.Written;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Records batches in the database file. After a failure it continues on a new connection. */
final class SqliteWriter implements BatchStore {
    private final SqliteFile file;
    private final Optional<Object> identity;
    private final Heads heads;
    private final LogFolding folding;
    private SqliteConnection connection;
    private boolean broken;

    SqliteWriter(SqliteFile file) throws SQLException {
        this.file = file;
        identity = file.identity();
        connection = new SqliteConnection(file.write());
        heads = Heads.in(Objects.requireNonNull(file.path().getParent()), connection.stream());
        folding = LogFolding.of(file);
    }

    @Override
    public List<Written> write(List<Entry> entries) {
        return durably(() -> {
            var written = new ArrayList<Written>(entries.size());
            connection.begin();
            // Read again in each transaction, so that memory cannot disagree with what a failed commit left.
            var before = connection.log().last(connection.stream());
            heads.ensureCovers(connection.log().head(connection.stream()), before);
            var last = before;
            for (var entry : entries) {
                var repeated = repeated(entry);
                if (repeated.isPresent()) {
                    written.add(new Written.Repeated(repeated.get()));
                    continue;
                }
                var next = RecordHeader.position(entry, connection.stream(), last.sequence() + 1, last.hash());
                if (connection.insert(entry, next)) {
                    written.add(new Written.New(new Recorded<>(entry, next)));
                    last = next;
                } else {
                    written.add(taken(entry));
                }
            }
            if (!last.equals(before)) {
                var note = heads.sign(last);
                if (note.isPresent()) {
                    connection.log().putHead(connection.stream(), note.get());
                }
            }
            connection.commit();
            heads.committed();
            folding.written();
            return written;
        });
    }

    @Override
    public void check() {
        durably(() -> {
            connection.rehearse(heads);
            // Then a commit that actually reaches the disk.
            connection.begin();
            connection.countCheck();
            connection.commit();
            return true;
        });
    }

    @Override
    public void keep(Log.StoredCheckpoint checkpoint) {
        durably(() -> {
            connection.begin();
            connection.log().keep(connection.stream(), checkpoint);
            connection.commit();
            return true;
        });
    }

    @Override
    public void close() {
        folding.close();
        try {
            connection.close();
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    private Optional<Recorded<OutcomeEntry>> repeated(Entry entry) throws SQLException {
        return entry instanceof OutcomeEntry outcome
                ? connection
                        .records()
                        .latestOutcomeOf(outcome.decisionId())
                        .filter(latest -> outcome.repeats(latest.entry()))
                : Optional.empty();
    }

    private Written taken(Entry entry) throws SQLException {
        if (entry instanceof ChangeEntry || entry instanceof WorkEntry || entry instanceof IntakeEntry) {
            return new Written.Overtaken(entry);
        }
        if (!(entry instanceof DecisionEntry decision)) {
            throw new IllegalStateException("only a decision can be taken: " + entry);
        }
        var records = connection.records();
        var byRequest = records.byRequestId(decision.requestId());
        return byRequest.isPresent()
                ? new Written.Taken(byRequest.get())
                : new Written.Clash(
                        decision, records.byDecisionId(decision.decisionId()).orElseThrow());
    }

    private <T> T durably(SqlWork<T> work) {
        try {
            ensureConnected();
            T result = work.run();
            broken = false;
            return result;
        } catch (SQLException e) {
            throw file.unavailable(e);
        } finally {
            if (broken) {
                abandon();
            }
        }
    }

    // Assumed broken until the work is done, so that any interruption discards the unfinished transaction.
    private void ensureConnected() throws SQLException {
        ensureInPlace();
        if (broken) {
            connection = new SqliteConnection(file.write());
        }
        broken = true;
    }

    // SQLite would keep writing to a file that was moved or deleted, and the records would be lost.
    private void ensureInPlace() {
        if (!file.identity().equals(identity)) {
            throw new JournalUnavailableException("""
                    The journal %s was replaced by another file while the service was running.
                    Put the original back, or restart the service to continue with the new one.""".formatted(file.path()));
        }
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
}
