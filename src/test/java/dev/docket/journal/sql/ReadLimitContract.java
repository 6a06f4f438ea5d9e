package dev.docket.journal.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.journal.ReadLimit;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What takes too long is ended by the store itself, and what nobody waits for is not. */
@Timeout(120)
public abstract class ReadLimitContract {
    /** Never ends. */
    private static final String ENDLESS =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";

    /** Ends after some hundred milliseconds. */
    private static final String LONG =
            "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < 1000000) SELECT count(*) FROM n";

    protected abstract SqlSource source();

    @Test
    void a_query_that_never_ends_is_ended_and_its_connection_goes_on_without_a_limit() throws SQLException {
        try (var readers = new SqlReaders(source())) {
            // More often than there are connections: each has been limited once.
            for (int i = 0; i < 20; i++) {
                assertThatThrownBy(() -> ReadLimit.within(Duration.ofMillis(50), () -> asked(readers, ENDLESS)))
                        .isInstanceOf(ReadLimit.ExceededException.class);
                assertThat(asked(readers, "SELECT 7")).isEqualTo(7);
            }
            assertThat(asked(readers, LONG)).isEqualTo(1_000_000);
        }
    }

    @Test
    void what_takes_several_queries_has_one_limit() throws SQLException {
        try (var readers = new SqlReaders(source())) {
            assertThatThrownBy(() -> ReadLimit.within(Duration.ofMillis(200), () -> {
                        for (; ; ) {
                            asked(readers, "SELECT 7");
                        }
                    }))
                    .isInstanceOf(ReadLimit.ExceededException.class);
        }
    }

    @Test
    void who_waits_for_a_connection_waits_no_longer_than_for_an_answer() throws Exception {
        try (var readers = new SqlReaders(source())) {
            int all = Math.clamp(Runtime.getRuntime().availableProcessors() * 2L, 2, 16);
            var taken = new CountDownLatch(all);
            var free = new CountDownLatch(1);
            var others = new CompletableFuture<?>[all];
            for (int i = 0; i < all; i++) {
                others[i] = CompletableFuture.runAsync(
                        () -> readers.read(session -> {
                            taken.countDown();
                            awaited(free);
                            return true;
                        }),
                        task -> Thread.ofPlatform().start(task));
            }
            taken.await();
            assertThatThrownBy(() -> ReadLimit.within(Duration.ofMillis(50), () -> asked(readers, "SELECT 7")))
                    .isInstanceOf(ReadLimit.ExceededException.class);
            free.countDown();
            CompletableFuture.allOf(others).join();
            assertThat(ReadLimit.within(Duration.ofMinutes(1), () -> asked(readers, "SELECT 7")))
                    .isEqualTo(7);
        }
    }

    private static void awaited(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    }

    private static long asked(SqlReaders readers, String sql) {
        return readers.read(session -> {
            try (var statement = session.connection().createStatement();
                    var rows = statement.executeQuery(sql)) {
                rows.next();
                return rows.getLong(1);
            }
        });
    }
}
