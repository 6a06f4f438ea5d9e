package dev.docket.service.proof;

import dev.docket.access.key.FileKeyStore;
import dev.docket.access.key.KeyStore;
import dev.docket.journal.DeliveryState;
import dev.docket.journal.Followers;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.postgres.PostgresDeliveryState;
import dev.docket.journal.postgres.PostgresFiles;
import dev.docket.journal.postgres.PostgresFollowers;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresKeyStore;
import dev.docket.journal.postgres.PostgresSource;
import dev.docket.journal.postgres.Tenure;
import dev.docket.journal.sqlite.FolderDeliveryState;
import dev.docket.journal.sqlite.FolderFollowers;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.outage.Outage;
import dev.docket.storage.SharedFiles;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;

/** Where a service records. */
public sealed interface JournalStore {
    /** The prefix of PostgreSQL URLs. */
    String POSTGRESQL = PostgresSource.PREFIX;

    /** About four MiB, which are moved in some milliseconds. */
    int PAGES_AT_A_TIME = 1_000;

    /** Opens it to record. @throws dev.docket.journal.JournalUnavailableException if it cannot be written */
    Journal open();

    /**
     * Opens it to record, or, if a database is unavailable, as soon as it is back. Until then it refuses
     * everything.
     *
     * @param outage of the journal, which this is while it is not open
     * @throws dev.docket.journal.JournalUnavailableException if it cannot be written for a reason that an operator must fix
     */
    Journal openOnceBack(Outage outage);

    /** Opens it to read, even while services record. @throws dev.docket.journal.JournalUnavailableException if it cannot be read */
    JournalReader openToRead();

    /**
     * Gives the space of retired payloads back to the disk, where that is the store's to do.
     *
     * @return what happened, or what somebody has to do, in words
     * @throws dev.docket.journal.JournalUnavailableException if it cannot
     */
    String giveSpaceBack();

    /**
     * Gives some of the space of retired payloads back to the disk while a service records, where that is the store's to do.
     *
     * @return how many pages could still be given back; the same as before if none can be until {@link #giveSpaceBack} was called once
     * @throws dev.docket.journal.JournalUnavailableException if it cannot
     */
    long giveSomeSpaceBack();

    /** Whether a service records here now, so that only it can. */
    boolean isInUse();

    /** The files that it consists of; none if it is a database. */
    List<Path> files();

    /** The API keys of the services that record here. */
    KeyStore keys();

    /** Where followers of the journal keep how far they are. */
    Followers followers();

    /** Where those who send records to others keep how far they are. */
    DeliveryState deliveries();

    /** What the services that record here keep for each other. */
    SharedFiles shared();

    /** The folder with the key that signs this service's stream. */
    Path keyFolder();

    /** The service's data folder. */
    Path dataDir();

    /** The same store, seen from another service's data folder. */
    JournalStore in(Path otherDataDir);

    /** A file in the data folder, used by this service alone. */
    record Sqlite(Path dataDir) implements JournalStore {
        @Override
        public Journal open() {
            return SqliteJournal.open(dataDir);
        }

        // A file does not come back on its own.
        @Override
        public Journal openOnceBack(Outage outage) {
            return open();
        }

        @Override
        public JournalReader openToRead() {
            return SqliteJournal.openToRead(dataDir);
        }

        @Override
        public String giveSpaceBack() {
            SqliteJournal.Space space = SqliteJournal.compact(dataDir);
            return String.format(
                    Locale.ROOT, "the journal had %,d KiB and has %,d KiB", space.before() >> 10, space.after() >> 10);
        }

        @Override
        public long giveSomeSpaceBack() {
            return SqliteJournal.reclaim(dataDir, PAGES_AT_A_TIME);
        }

        @Override
        public boolean isInUse() {
            return SqliteJournal.isInUse(keyFolder());
        }

        @Override
        public List<Path> files() {
            return List.of(dataDir.resolve("journal.db"), dataDir.resolve("journal.db-wal"));
        }

        @Override
        public KeyStore keys() {
            return new FileKeyStore(dataDir);
        }

        @Override
        public Followers followers() {
            return new FolderFollowers(dataDir.resolve("shadow"));
        }

        @Override
        public DeliveryState deliveries() {
            return new FolderDeliveryState(dataDir.resolve("webhooks"));
        }

        @Override
        public SharedFiles shared() {
            return SharedFiles.NONE;
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

    /**
     * A database that services share. The data folder holds the name and key of this service's stream.
     *
     * @param tenure how it has that stream
     */
    record Postgresql(Path dataDir, PostgresSource source, Tenure tenure) implements JournalStore {
        @Override
        public Journal open() {
            return PostgresJournal.open(source, keyFolder(), tenure);
        }

        @Override
        public Journal openOnceBack(Outage outage) {
            return PostgresJournal.openOnceBack(source, keyFolder(), tenure, outage);
        }

        @Override
        public String giveSpaceBack() {
            return "PostgreSQL reuses the space by itself; to give it back to the disk, run 'VACUUM FULL docket.payload' when no"
                    + " service records";
        }

        // It reuses the space by itself.
        @Override
        public long giveSomeSpaceBack() {
            return 0;
        }

        @Override
        public boolean isInUse() {
            return PostgresJournal.isInUse(keyFolder());
        }

        @Override
        public JournalReader openToRead() {
            return PostgresJournal.openToRead(source);
        }

        @Override
        public List<Path> files() {
            return List.of();
        }

        @Override
        public KeyStore keys() {
            return new PostgresKeyStore(source);
        }

        @Override
        public Followers followers() {
            return new PostgresFollowers(source);
        }

        @Override
        public DeliveryState deliveries() {
            return new PostgresDeliveryState(source);
        }

        @Override
        public SharedFiles shared() {
            return new PostgresFiles(source);
        }

        // Not the data folder itself, which may hold a SQLite journal with a different stream and key.
        @Override
        public Path keyFolder() {
            return dataDir.resolve("postgresql");
        }

        @Override
        public JournalStore in(Path otherDataDir) {
            return new Postgresql(otherDataDir, source, Tenure.OWN);
        }
    }

    /**
     * The database at a URL.
     *
     * @param url as JDBC wants it
     * @param user empty to leave it to the URL
     * @param password empty to leave it to the URL
     * @throws dev.docket.journal.JournalUnavailableException if it is not such a URL
     */
    static JournalStore postgresql(Path dataDir, String url, String user, String password) {
        return postgresql(dataDir, url, user, password, Tenure.OWN);
    }

    /** The same for a service that has its stream in another way. */
    static JournalStore postgresql(Path dataDir, String url, String user, String password, Tenure tenure) {
        return new Postgresql(dataDir, new PostgresSource(url, user, password), tenure);
    }
}
