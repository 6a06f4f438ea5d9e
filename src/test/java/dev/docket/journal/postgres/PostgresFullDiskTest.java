package dev.docket.journal.postgres;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.SmallDisk;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalSurvivesKillTest;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.DecisionEntry;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL that has no room to write, under load, and gets some again. */
class PostgresFullDiskTest {
    private static final int THREADS = 8;
    private static final int BYTES = 20_000;
    private static final int ROUNDS = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final ConcurrentHashMap<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final AtomicLong refused = new AtomicLong();

    @Test
    void a_full_disk_of_the_database_loses_and_doubles_nothing_and_it_goes_on_once_there_is_room() throws Exception {
        try (var disk = SmallDisk.mount(300);
                var server = PostgresServer.startIn(disk.folder());
                var journal = PostgresJournal.open(
                        new PostgresSource(server.newDatabase(), "", ""), folder.resolve("node"))) {
            underLoad(journal, () -> {
                for (int round = 0; round < ROUNDS; round++) {
                    awaitMore(acknowledged::size, 20);
                    disk.fill();
                    awaitMore(refused::intValue, 20);
                    disk.makeRoom();
                    // Without room for its log PostgreSQL ends; then somebody starts it again.
                    server.restartIfEnded();
                    awaitMore(acknowledged::size, 20);
                }
            });
            assertKept(journal);
        }
    }

    @Test
    void a_limit_on_the_size_of_its_files_loses_and_doubles_nothing_and_it_goes_on_without() throws Exception {
        assumeTrue(Files.isExecutable(PostgresServer.PRLIMIT), "skipped: there is no prlimit here (Linux has it)");
        try (var server = PostgresServer.start();
                var journal = PostgresJournal.open(
                        new PostgresSource(server.newDatabase(), "", ""), folder.resolve("node"))) {
            underLoad(journal, () -> {
                awaitMore(acknowledged::size, 20);
                // A segment of its log has 16 MiB; what grows beyond is a table.
                server.limitFileSize("17825792");
                awaitMore(refused::intValue, 20);
                server.limitFileSize("unlimited");
                awaitMore(acknowledged::size, 20);
            });
            assertKept(journal);
        }
    }

    private void assertKept(Journal journal) {
        JournalSurvivesKillTest.assertSound(journal, acknowledged, folder);
        // Whoever was refused asked again until it was recorded: so there is nothing that was not acknowledged.
        assertThat(journal.count()).isEqualTo(acknowledged.size());
        System.out.printf(
                "PostgreSQL without room: %d records acknowledged, %d found, %d times refused%n",
                acknowledged.size(), journal.count(), refused.get());
    }

    private void underLoad(Journal journal, Trouble trouble) throws Exception {
        var stop = new AtomicBoolean();
        var failed = new AtomicBoolean(true);
        try (var threads = Executors.newFixedThreadPool(THREADS)) {
            for (int thread = 0; thread < THREADS; thread++) {
                var name = "t" + thread + "-";
                threads.execute(() -> {
                    for (int i = 0; !stop.get(); i++) {
                        appendUntilRecorded(journal, anEntry(name + i, BYTES), () -> stop.get() && failed.get());
                    }
                });
            }
            try {
                trouble.make();
                failed.set(false);
            } finally {
                stop.set(true);
            }
        }
    }

    private void appendUntilRecorded(Journal journal, DecisionEntry entry, BooleanSupplier givesUp) {
        while (!givesUp.getAsBoolean()) {
            try {
                var position = journal.append(entry).join().recorded().position();
                acknowledged.put(entry.decisionId().text(), position.sequence());
                return;
            } catch (CompletionException full) {
                assertThat(full).hasCauseInstanceOf(JournalUnavailableException.class);
                refused.incrementAndGet();
                LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
            }
        }
    }

    private static void awaitMore(Count count, int more) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        int enough = count.now() + more;
        while (count.now() < enough) {
            assertThat(System.nanoTime() - end)
                    .as("still %d, awaited %d", count.now(), enough)
                    .isNegative();
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }

    private interface Trouble {
        void make() throws Exception;
    }

    private interface Count {
        int now();
    }
}
