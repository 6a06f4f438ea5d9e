package dev.docket.journal.postgres;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalAwayException;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.sql.SqlJournalReader;
import dev.docket.journal.sql.SqlReaders;
import dev.docket.journal.sql.StoredJournal;
import dev.docket.journal.write.GroupCommit;
import dev.docket.journal.write.JournalLock;
import dev.docket.journal.write.StreamName;
import dev.docket.outage.Outage;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;

/**
 * The journal in a PostgreSQL database that services share. Each writes a stream of its own, whose name is in
 * its folder. All of them read every stream, and request ids are unique across streams.
 *
 * <p>An acknowledged record survives the death of this process and of the database, as far as the database keeps what it
 * flushed. Connect directly or through a pooler that keeps sessions, because the stream's lock
 * belongs to the session.
 */
public final class PostgresJournal {
    private PostgresJournal() {}

    /**
     * Opens the journal of a database. Creates or migrates its tables as needed.
     *
     * @param dataDir a folder used by this service alone; created if missing
     * @throws JournalUnavailableException if the database cannot be written, its schema belongs to another program or a
     *     newer version, or another service writes this folder's stream
     */
    public static Journal open(PostgresSource source, Path dataDir) {
        return open(source, dataDir, Tenure.OWN);
    }

    /** The same for a service that may keep nothing of its own. */
    public static Journal open(PostgresSource source, Path dataDir, Tenure tenure) {
        var lock = JournalLock.takeIn(dataDir);
        try {
            return open(lock, source, tenure);
        } catch (JournalUnavailableException e) {
            lock.close();
            throw e;
        }
    }

    /**
     * Like {@link #open}, but if the database is unavailable, returns a journal that opens it once it is back, and until then
     * refuses everything.
     *
     * @param tenure how the service has its stream
     * @param outage of the journal, which this is while the database is away
     * @throws JournalUnavailableException if an operator must fix something first
     */
    public static Journal openOnceBack(PostgresSource source, Path dataDir, Tenure tenure, Outage outage) {
        var lock = JournalLock.takeIn(dataDir);
        try {
            return open(lock, source, tenure);
        } catch (JournalAwayException away) {
            return new AwaitedJournal(lock, () -> open(lock, source, tenure), away, outage);
        } catch (JournalUnavailableException e) {
            lock.close();
            throw e;
        }
    }

    /** Whether a process records with the key in this folder now. @throws JournalUnavailableException if that cannot be found out */
    public static boolean isInUse(Path dataDir) {
        return JournalLock.isHeldIn(dataDir);
    }

    /**
     * Opens the journal of a database to read it, even while services write.
     *
     * @throws JournalUnavailableException if there is none, or this version cannot read it
     */
    public static JournalReader openToRead(PostgresSource source) {
        try {
            PostgresSchema.checkReadable(source);
            return new SqlJournalReader(new SqlReaders(source));
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    private static Journal open(JournalLock lock, PostgresSource source, Tenure tenure) {
        try {
            PostgresSchema.prepare(source);
            var readers = new SqlReaders(source);
            try {
                var file = StreamFile.in(lock.folder());
                var known = readers.read(session -> session.log().streams());
                ensureKnown(file, source, known);
                var leased =
                        switch (tenure) {
                            case Tenure.Own() -> own(lock.folder(), file, source);
                            case Tenure.Leased(var key, var lost) ->
                                new StreamLease(source, key, lock.folder(), lost).take(file.read());
                        };
                return new StoredJournal(lock, GroupCommit.over(leased.writer()), readers, leased.stream());
            } catch (SQLException | JournalUnavailableException e) {
                readers.close();
                throw e;
            }
        } catch (SQLException e) {
            throw source.unavailable(e);
        }
    }

    // Restarted under its old name, it would be a second log that contradicts the first.
    private static void ensureKnown(StreamFile file, PostgresSource source, List<String> known) {
        var kept = file.read();
        if (kept.isPresent() && !known.contains(kept.get())) {
            throw new JournalUnavailableException("""
                    The journal at %s has no stream %s, which %s names.
                    Was the database replaced or restored? Name the right one, or choose an empty folder with --data.""".formatted(source, kept.get(), file.path()));
        }
    }

    private static StreamLease.Leased own(Path folder, StreamFile file, PostgresSource source) throws SQLException {
        var kept = file.read();
        var stream = kept.isPresent() ? kept.get() : begin(file, source);
        return new StreamLease.Leased(
                stream, new PostgresWriter(source, stream, Heads.in(folder, stream), Tenure.NOBODY));
    }

    // Database first: a kill in between leaves a stream without records, not a name without a stream.
    private static String begin(StreamFile file, PostgresSource source) throws SQLException {
        var stream = StreamName.random();
        try (var connection = source.write("docket " + stream);
                var insert = connection.prepareStatement("INSERT INTO stream (name, checks) VALUES (?, 0)")) {
            insert.setString(1, stream);
            insert.executeUpdate();
        }
        file.write(stream);
        return stream;
    }
}
