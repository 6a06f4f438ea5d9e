package dev.docket.service;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.sqlite.SqliteJournal;
import java.nio.file.Path;
import java.util.function.Consumer;

/** Where a docket records. */
public sealed interface JournalStore {
    /** What the URL of a PostgreSQL database begins with. */
    String POSTGRESQL = PostgresSource.PREFIX;

    /** Opens it to record. @throws dev.docket.journal.JournalUnavailableException if it cannot be written */
    Journal open();

    /**
     * Opens it to record, now or, if it is a database that is away, as soon as that is back; until then it refuses
     * everything.
     *
     * @param log is told why it is not open, and when it is
     * @throws dev.docket.journal.JournalUnavailableException if it cannot be written and is not only away
     */
    Journal openOnceBack(Consumer<String> log);

    /** Opens it to read, also while dockets record. @throws dev.docket.journal.JournalUnavailableException if it cannot be read */
    JournalReader openToRead();

    /** The folder with the key that signs this docket's stream. */
    Path keyFolder();

    /** The docket's data folder. */
    Path dataDir();

    /** The same, as a docket with another data folder has it. */
    JournalStore in(Path otherDataDir);

    /** A file in the data folder, of this docket alone. */
    record Sqlite(Path dataDir) implements JournalStore {
        @Override
        public Journal open() {
            return SqliteJournal.open(dataDir);
        }

        // A file does not come back by itself.
        @Override
        public Journal openOnceBack(Consumer<String> log) {
            return open();
        }

        @Override
        public JournalReader openToRead() {
            return SqliteJournal.openToRead(dataDir);
        }

        @Override
        public Path keyFolder() {
            return dataDir;
        }

        @Override
        public JournalStore in(Path otherDataDir) {
            return new Sqlite(otherDataDir);
        }
    }

    /** A database that dockets share; the name and the key of this one's stream are in its data folder. */
    record Postgresql(Path dataDir, PostgresSource source) implements JournalStore {
        @Override
        public Journal open() {
            return PostgresJournal.open(source, keyFolder());
        }

        @Override
        public Journal openOnceBack(Consumer<String> log) {
            return PostgresJournal.openOnceBack(source, keyFolder(), log);
        }

        @Override
        public JournalReader openToRead() {
            return PostgresJournal.openToRead(source);
        }

        // Not the data folder itself: it may hold a journal in SQLite, whose stream and key are others.
        @Override
        public Path keyFolder() {
            return dataDir.resolve("postgresql");
        }

        @Override
        public JournalStore in(Path otherDataDir) {
            return new Postgresql(otherDataDir, source);
        }
    }

    /**
     * The database at a URL.
     *
     * @param url as JDBC wants it
     * @param user empty to leave it to the URL
     * @param password empty to leave it to the URL
     * @throws dev.docket.journal.JournalUnavailableException if it is no such URL
     */
    static JournalStore postgresql(Path dataDir, String url, String user, String password) {
        return new Postgresql(dataDir, new PostgresSource(url, user, password));
    }
}
