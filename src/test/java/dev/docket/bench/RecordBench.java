package dev.docket.bench;

import dev.docket.journal.checkpoint.Heads;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.sql.RecordInserts;
import dev.docket.journal.sql.SqlLog;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.SynchronousMode;

/**
 * What each part of recording a decision in SQLite takes of the processor: the same batches are written into copies of one journal, each
 * time without another part. One thread writes and folds, so that its time is all of it.
 */
public final class RecordBench {
    private static final int WARM_UP = 2_000;

    private final Path folder;
    private final int recorded;
    private final int batch;
    private final int bytes;

    private RecordBench(Path folder, int recorded, int batch, int bytes) {
        this.folder = folder;
        this.recorded = recorded;
        this.batch = batch;
        this.bytes = bytes;
    }

    /** How a copy differs from a journal as it is. */
    private record Without(String name, List<String> schema, List<String> settings) {
        static Without index(String... names) {
            return new Without(
                    String.join(", ", names),
                    Stream.of(names).map(name -> "DROP INDEX " + name).toList(),
                    List.of());
        }

        static Without setting(String name, String pragma) {
            return new Without(name, List.of(), List.of("PRAGMA " + pragma));
        }
    }

    private static final List<Without> ALL = List.of(
            new Without("nothing", List.of(), List.of()),
            Without.index("record_of_request"),
            Without.index("record_of_decision"),
            Without.index("record_by_order"),
            Without.index("record_by_customer"),
            Without.index("record_by_order", "record_by_customer"),
            Without.index("record_of_request", "record_of_decision", "record_by_order", "record_by_customer"),
            Without.index("record_by_time"),
            Without.index("record_by_disposition"),
            Without.index("record_by_bundle"),
            Without.setting("foreign keys", "foreign_keys = OFF"),
            Without.setting("a flush", "synchronous = OFF"),
            Without.setting("folding", "wal_autocheckpoint = 0"),
            Without.setting("folding so often: every 8,000 pages", "wal_autocheckpoint = 8000"));

    /**
     * @param args how many records the journal has, how many are written to each copy, in batches of how many, bytes of each record
     *     and the folder whose disk to measure; by default {@code 200000 12800 64 6144 target}
     */
    public static void main(String[] args) throws Exception {
        int records = args.length > 0 ? Integer.parseInt(args[0]) : 200_000;
        int recorded = args.length > 1 ? Integer.parseInt(args[1]) : 12_800;
        int batch = args.length > 2 ? Integer.parseInt(args[2]) : 64;
        int bytes = args.length > 3 ? Integer.parseInt(args[3]) : 6 << 10;
        var folder = Files.createTempDirectory(Path.of(args.length > 4 ? args[4] : "target"), "record-bench");
        var bench = new RecordBench(folder, recorded, batch, bytes);
        try {
            bench.fill(records);
            System.out.printf(
                    Locale.ROOT,
                    "%,d records of %d bytes in batches of %d, after %,d others%n%-62s %11s %8s %12s %8s%n",
                    recorded,
                    bytes,
                    batch,
                    records,
                    "without",
                    "µs a record",
                    "of system",
                    "KiB written",
                    "writes");
            for (var without : ALL) {
                bench.measure(without);
            }
        } finally {
            JournalBench.delete(folder);
        }
    }

    // Payloads have no part in the size of an index.
    private void fill(int records) throws Exception {
        SqliteJournal.open(folder).close();
        try (var connection = open(journal(), "synchronous = OFF");
                var statement = connection.createStatement()) {
            var writer = new Writer(connection, folder);
            var random = new SplittableRandom(1);
            for (int i = 0; i < records; i += 1000) {
                writer.write(entries(random, 1000, 200));
            }
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
    }

    private Path journal() {
        return folder.resolve("journal.db");
    }

    private void measure(Without without) throws Exception {
        Path copy = Files.copy(journal(), folder.resolve("copy.db"));
        try (var connection = open(copy, "synchronous = OFF");
                var statement = connection.createStatement()) {
            for (var sql : without.schema()) {
                statement.execute(sql);
            }
            statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
        }
        try (var connection = open(copy, "synchronous = FULL")) {
            try (var statement = connection.createStatement()) {
                for (var setting : without.settings()) {
                    statement.execute(setting);
                }
            }
            var writer = new Writer(connection, folder);
            var random = new SplittableRandom(2);
            for (int i = 0; i < WARM_UP; i += batch) {
                writer.write(entries(random, batch, bytes));
            }
            var taken = new Taken(0, 0, 0, 0);
            int done = 0;
            for (; done < recorded; done += batch) {
                var entries = entries(random, batch, bytes);
                var before = Taken.now();
                writer.write(entries);
                taken = taken.plus(Taken.now().minus(before));
            }
            taken.print(without.name(), done);
        }
        for (var file : List.of("copy.db", "copy.db-wal", "copy.db-shm")) {
            Files.deleteIfExists(folder.resolve(file));
        }
    }

    private static List<DecisionEntry> entries(SplittableRandom random, int count, int bytes) {
        return Stream.generate(() -> JournalBench.entry(random, bytes))
                .limit(count)
                .toList();
    }

    // As the service does.
    private static Connection open(Path file, String synchronous) throws SQLException {
        var config = new SQLiteConfig();
        config.enforceForeignKeys(true);
        config.setGetGeneratedKeys(false);
        config.setSynchronous(SynchronousMode.FULL);
        config.setCacheSize(-(32 << 10));
        var connection = config.createConnection("jdbc:sqlite:" + file);
        try (var statement = connection.createStatement()) {
            for (var pragma : List.of("secure_delete = ON", "wal_autocheckpoint = 2000", synchronous)) {
                statement.execute("PRAGMA " + pragma);
            }
        }
        return connection;
    }

    /** Writes batches as the service's writer does. */
    private static final class Writer {
        private final Connection connection;
        private final RecordInserts inserts;
        private final SqlLog log;
        private final String stream;
        private final Heads heads;

        Writer(Connection connection, Path folder) throws SQLException {
            this.connection = connection;
            inserts = RecordInserts.oneByOne(connection);
            log = new SqlLog(connection);
            stream = log.streams().getFirst();
            heads = Heads.in(folder, stream);
        }

        void write(List<DecisionEntry> entries) throws SQLException {
            try (var transaction = connection.createStatement()) {
                transaction.execute("BEGIN IMMEDIATE");
                var last = log.last(stream);
                heads.ensureCovers(log.head(stream), last);
                for (var entry : entries) {
                    var next = RecordHeader.position(entry, stream, last.sequence() + 1, last.hash());
                    if (!inserts.insert(entry, next)) {
                        throw new IllegalStateException("it was recorded before: " + entry.requestId());
                    }
                    last = next;
                }
                log.putHead(stream, heads.sign(last).orElseThrow());
                transaction.execute("COMMIT");
                heads.committed();
            }
        }
    }

    /** Of the processor in nanoseconds, and of the disk. */
    private record Taken(long cpu, long user, long bytes, long writes) {
        static Taken now() throws IOException {
            long bytes = 0;
            long writes = 0;
            Path io = Path.of("/proc/self/io");
            for (var line : Files.exists(io) ? Files.readAllLines(io) : List.<String>of()) {
                var words = line.split(": ", 2);
                bytes += words[0].equals("wchar") ? Long.parseLong(words[1]) : 0;
                writes += words[0].equals("syscw") ? Long.parseLong(words[1]) : 0;
            }
            return new Taken(JournalCost.ofThisThread(), JournalCost.userOfThisThread(), bytes, writes);
        }

        Taken plus(Taken more) {
            return new Taken(cpu + more.cpu, user + more.user, bytes + more.bytes, writes + more.writes);
        }

        Taken minus(Taken less) {
            return new Taken(cpu - less.cpu, user - less.user, bytes - less.bytes, writes - less.writes);
        }

        void print(String without, int records) {
            System.out.printf(
                    Locale.ROOT,
                    "%-62s %11.1f %8.1f %12.1f %8.1f%n",
                    without,
                    cpu / 1e3 / records,
                    (cpu - user) / 1e3 / records,
                    bytes / 1024.0 / records,
                    writes / (double) records);
        }
    }
}
