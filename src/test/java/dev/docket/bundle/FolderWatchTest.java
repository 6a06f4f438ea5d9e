package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.SaidOfOutages;
import dev.docket.outage.Outage;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    private static final Outage OUTAGE = new Outage("the watch", new SaidOfOutages());

    @Test
    void many_writes_are_one_change_and_a_new_folder_is_watched(@TempDir Path folder)
            throws IOException, InterruptedException {
        Semaphore changes = new Semaphore(0);
        try (FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(300), changes::release, OUTAGE)) {
            assertThat(changes.tryAcquire(5, TimeUnit.SECONDS))
                    .as("once in the beginning")
                    .isTrue();
            for (int i = 0; i < 10; i++) {
                Files.writeString(folder.resolve("credit.drl"), "rule " + i);
                Thread.sleep(20);
            }
            assertThat(changes.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(changes.tryAcquire(700, TimeUnit.MILLISECONDS))
                    .as("only one")
                    .isFalse();
            Files.createDirectories(folder.resolve("cases"));
            assertThat(changes.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            Files.writeString(folder.resolve("cases/credit.yaml"), "says");
            assertThat(changes.tryAcquire(5, TimeUnit.SECONDS)).isTrue();
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void a_failure_is_reported_and_does_not_end_the_watch(@TempDir Path folder) throws Exception {
        Semaphore attempts = new Semaphore(0);
        SaidOfOutages said = new SaidOfOutages();
        Runnable failing = () -> {
            attempts.release();
            throw new IllegalStateException("it does not compile");
        };
        try (FolderWatch watch =
                FolderWatch.start(List.of(folder), Duration.ofMillis(50), failing, new Outage("the watch", said))) {
            assertThat(attempts.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(said.errors()).singleElement().asString().contains("it does not compile");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void folders_that_come_and_go_do_not_end_the_watch(@TempDir Path folder) throws Exception {
        Semaphore changes = new Semaphore(0);
        try (FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(50), changes::release, OUTAGE)) {
            for (int i = 0; i < 2_000; i++) {
                Path gone = Files.createDirectories(folder.resolve("a" + i).resolve("b"));
                Files.delete(gone);
                Files.delete(folder.resolve("a" + i));
            }
            Thread.sleep(2_000);
            changes.drainPermits();
            Files.writeString(folder.resolve("credit.drl"), "rule");

            assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void after_an_error_it_begins_again_says_so_and_forgets_it_once_it_works(@TempDir Path folder) throws Exception {
        Semaphore changes = new Semaphore(0);
        Runnable failingOnce = () -> {
            changes.release();
            if (changes.availablePermits() == 1) {
                throw new StackOverflowError("a file that is nested too deeply");
            }
        };
        try (FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(50), failingOnce, OUTAGE)) {
            await(() -> watch.state().lastFailure() instanceof StackOverflowError);
            assertThat(watch.state().isAlive()).isTrue();

            await(() -> watch.state().lastFailure() == null);

            assertThat(watch.state()).isEqualTo(new FolderWatch.State(true, null, 1));
        }
    }

    @Test
    void a_pipe_and_a_huge_file_do_not_keep_it_from_noticing_the_next_change(@TempDir Path folder) throws Exception {
        Semaphore changes = new Semaphore(0);
        try (FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(50), changes::release, OUTAGE)) {
            new ProcessBuilder("mkfifo", folder.resolve("pipe.drl").toString())
                    .start()
                    .waitFor();
            try (RandomAccessFile huge =
                    new RandomAccessFile(folder.resolve("huge.drl").toFile(), "rw")) {
                huge.setLength(1L << 40);
            }
            Thread.sleep(500);
            changes.drainPermits();

            Files.writeString(folder.resolve("credit.drl"), "rule");

            assertThat(changes.tryAcquire(20, TimeUnit.SECONDS)).isTrue();
            assertThat(watch.state().isAlive()).isTrue();
        }
    }

    @Test
    void a_watch_that_was_closed_says_that_it_has_ended(@TempDir Path folder) throws Exception {
        FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(50), () -> {}, OUTAGE);
        watch.close();

        await(() -> !watch.state().isAlive());
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            Thread.sleep(20);
        }
    }
}
