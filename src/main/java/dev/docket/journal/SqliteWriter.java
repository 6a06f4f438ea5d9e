package dev.docket.journal;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Records batches in the database file. After a failure it starts on a new connection, once the disk lets it. */
final class SqliteWriter implements BatchStore {
    private final SqliteFile file;
    private final Optional<Object> identity;
    private SqliteRecords records;
    private boolean broken;

    SqliteWriter(SqliteFile file) throws SQLException {
        this.file = file;
        identity = file.identity();
        records = new SqliteRecords(file.write());
    }

    @Override
    public List<Written> write(List<Entry> entries) {
        return durably(() -> {
            var written = new ArrayList<Written>(entries.size());
            records.begin();
            // Read anew in each transaction: nothing in memory can disagree with what a failed commit left.
            long next = records.last() + 1;
            for (var entry : entries) {
                if (records.insert(entry, next)) {
                    written.add(new Written.Done(new Appended.New(records.recorded(entry, next))));
                    next++;
                } else {
                    written.add(taken(entry));
                }
            }
            records.commit();
            return written;
        });
    }

    @Override
    public void check() {
        durably(() -> {
            records.tryRoom();
            // Then a commit that really reaches the disk.
            records.begin();
            records.countCheck();
            records.commit();
            return true;
        });
    }

    @Override
    public void close() {
        try {
            records.close();
        } catch (SQLException e) {
            throw file.unavailable(e);
        }
    }

    private Written taken(Entry entry) throws SQLException {
        var byRequest = records.byRequestId(entry.requestId());
        if (byRequest.isPresent()) {
            return new Written.Done(new Appended.Taken(byRequest.get()));
        }
        return new Written.Clash(entry, records.byDecisionId(entry.decisionId()).orElseThrow());
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

    // Assumed broken until the work is done: so whatever interrupts it, the half-done transaction is thrown away.
    private void ensureConnected() throws SQLException {
        ensureInPlace();
        if (broken) {
            records = new SqliteRecords(file.write());
        }
        broken = true;
    }

    // SQLite would go on writing to a file that was moved or deleted, and nobody would find the records again.
    private void ensureInPlace() {
        if (!file.identity().equals(identity)) {
            throw new JournalUnavailableException("""
                    The journal %s was replaced by another file while docket was running.
                    Put the original back, or restart docket to go on with the new one.""".formatted(file.path()));
        }
    }

    @SuppressWarnings("EmptyCatch") // it is being thrown away, and why is already known
    private void abandon() {
        try {
            records.close();
        } catch (SQLException ignored) {
        }
    }

    private interface SqlWork<T> {
        T run() throws SQLException;
    }
}
