package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresJournalTest;
import dev.docket.journal.postgres.PostgresSource;
import java.nio.file.Path;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real PostgreSQL, killed under load at random moments and started again. */
class PostgresSurvivesKillTest {
    private static final int KILLS = 20;
    private static final int THREADS = 16;
    private static final long SEED = Long.getLong("fuzz.seed", 20261121L);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void every_acknowledged_record_is_found_and_none_twice_after_20_kills_of_the_database() throws Exception {
        var random = new SplittableRandom(SEED);
        var acknowledged = new ConcurrentHashMap<String, Long>();
        var refused = new AtomicLong();
        try (var server = PostgresServer.start();
                var journal = PostgresJournal.open(new PostgresSource(server.newDatabase(), "", ""), folder)) {
            var stop = new AtomicBoolean();
            var started = new CountDownLatch(THREADS);
            try (var threads = Executors.newFixedThreadPool(THREADS)) {
                for (int thread = 0; thread < THREADS; thread++) {
                    var name = "t" + thread + "-";
                    threads.execute(() -> {
                        started.countDown();
                        appendUntil(stop, journal, name, acknowledged, refused);
                    });
                }
                started.await();
                for (int kill = 0; kill < KILLS; kill++) {
                    TimeUnit.MILLISECONDS.sleep(random.nextInt(50, 500));
                    if (kill % 2 == 0) {
                        server.kill();
                    } else {
                        server.killPostmaster();
                    }
                    server.restart();
                    awaitProgress(acknowledged);
                }
                stop.set(true);
            }

            JournalSurvivesKillTest.assertSound(journal, acknowledged, folder);
            // Whoever was refused asked again until it was recorded: so there is nothing that was not acknowledged.
            assertThat(journal.count()).isEqualTo(acknowledged.size());
            System.out.printf(
                    "%d kills of PostgreSQL: %d records acknowledged, %d found, %d times refused%n",
                    KILLS, acknowledged.size(), journal.count(), refused.get());
        }
    }

    private static void appendUntil(
            AtomicBoolean stop, Journal journal, String name, Map<String, Long> acknowledged, AtomicLong refused) {
        for (int i = 0; !stop.get(); i++) {
            var entry = anEntry(name + i, 200);
            var appended = PostgresJournalTest.untilAvailable(() -> journal.append(entry), refused);
            acknowledged.put(
                    entry.decisionId().text(), appended.recorded().position().sequence());
        }
    }

    private static void awaitProgress(Map<String, Long> acknowledged) throws InterruptedException {
        int before = acknowledged.size();
        while (acknowledged.size() == before) {
            TimeUnit.MILLISECONDS.sleep(5);
        }
    }
}
