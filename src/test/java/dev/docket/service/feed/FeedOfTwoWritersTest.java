package dev.docket.service.feed;

import static dev.docket.journal.Entries.AT;
import static dev.docket.service.feed.FollowedJournal.decision;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.postgres.PostgresJournal;
import dev.docket.journal.postgres.PostgresSource;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two services record into one database while somebody follows both. */
@Timeout(120)
class FeedOfTwoWritersTest {
    private static final int EACH = 1_500;
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void whoever_follows_while_two_write_whose_clocks_differ_misses_nothing_and_sees_nothing_twice() throws Exception {
        PostgresSource source = new PostgresSource(PostgresServer.shared().newDatabase(), "", "");
        try (Journal one = PostgresJournal.open(source, folder.resolve("one"));
                Journal two = PostgresJournal.open(source, folder.resolve("two"));
                JournalReader reader = PostgresJournal.openToRead(source);
                ExecutorService writers = Executors.newVirtualThreadPerTaskExecutor()) {
            FollowedJournal followed = new FollowedJournal(reader);
            // One is an hour ahead, and its clock runs backwards.
            Future<?> ahead = writers.submit(() -> record(one, "ahead", 3_600_000, -1));
            Future<?> behind = writers.submit(() -> record(two, "behind", 0, 1));

            List<String> seen = new ArrayList<>();
            String cursor = "";
            int pages = 0;
            long end = System.nanoTime() + PATIENCE.toNanos();
            while (seen.size() < 2 * EACH && System.nanoTime() < end) {
                ReadFeed.Page page = followed.page(cursor, FeedFilter.ALL, 37);
                page.events()
                        .forEach(event ->
                                seen.add(FollowedJournal.json(event).path("id").textValue()));
                cursor = page.place().text();
                pages += page.events().isEmpty() ? 0 : 1;
            }
            ahead.get();
            behind.get();

            assertThat(pages).isGreaterThan(2 * EACH / 37);
            assertThat(new HashSet<>(seen)).hasSameSizeAs(seen);
            assertThat(seen).containsExactlyInAnyOrderElementsOf(followed.recorded());
            assertThat(eachStreamInOrder(seen)).isTrue();
            assertThat(followed.page(cursor, FeedFilter.ALL, 37).events()).isEmpty();
        }
    }

    private static void record(Journal journal, String name, long from, int step) {
        List<CompletableFuture<?>> open = new ArrayList<>();
        for (int i = 0; i < EACH; i++) {
            open.add(journal.append(decision(name + "-" + i, AT.plusMillis(from + (long) i * step))));
            if (open.size() == 20) {
                open.forEach(CompletableFuture::join);
                open.clear();
            }
        }
        open.forEach(CompletableFuture::join);
    }

    private static boolean eachStreamInOrder(List<String> ids) {
        Map<String, Long> last = new HashMap<>();
        for (String id : ids) {
            String[] parts = id.split("-");
            Long before = last.put(parts[0], Long.valueOf(parts[1]));
            if (Long.parseLong(parts[1]) != (before == null ? 0 : before) + 1) {
                return false;
            }
        }
        return true;
    }
}
