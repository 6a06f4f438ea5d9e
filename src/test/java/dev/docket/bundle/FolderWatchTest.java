package dev.docket.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FolderWatchTest {
    @Test
    void many_writes_are_one_change_and_a_new_folder_is_watched(@TempDir Path folder)
            throws IOException, InterruptedException {
        Semaphore changes = new Semaphore(0);
        try (FolderWatch watch =
                FolderWatch.start(List.of(folder), Duration.ofMillis(300), changes::release, broken -> {})) {
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
        BlockingQueue<Exception> troubles = new LinkedBlockingQueue<>();
        Runnable failing = () -> {
            attempts.release();
            throw new IllegalStateException("it does not compile");
        };
        try (FolderWatch watch = FolderWatch.start(List.of(folder), Duration.ofMillis(50), failing, troubles::add)) {
            assertThat(attempts.tryAcquire(2, 20, TimeUnit.SECONDS)).isTrue();
            assertThat(troubles.poll(20, TimeUnit.SECONDS)).hasMessage("it does not compile");
            assertThat(watch).isNotNull();
        }
    }

    @Test
    void folders_that_come_and_go_do_not_end_the_watch(@TempDir Path folder) throws Exception {
        Semaphore changes = new Semaphore(0);
        try (FolderWatch watch =
                FolderWatch.start(List.of(folder), Duration.ofMillis(50), changes::release, broken -> {})) {
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
}
