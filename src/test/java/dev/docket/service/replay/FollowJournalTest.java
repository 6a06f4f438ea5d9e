package dev.docket.service.replay;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.fixture.RecordedOrders;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.JournalReader;
import dev.docket.journal.sqlite.FolderFollowers;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.replay.FollowReport.CodeCount;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FollowJournalTest {
    private static final long SEED = 17;
    private static final int ORDERS = 1_000;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private BundleFolder recorded;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Digest candidate;

    @BeforeEach
    void a_candidate_that_waits_longer() {
        recorded = BundleFolder.of(SmallRules.write(folder.resolve("rules"), 30), null);
        BundleSource other = BundleSource.read(BundleFolder.of(SmallRules.write(folder.resolve("other"), 35), null));
        new BundleStore(data().resolve("bundles")).keep(other.content());
        candidate = other.content().manifest().digest();
    }

    @Test
    void each_new_record_counts_once_with_what_would_have_changed() {
        add(0, 3);
        FollowState first = follow(Instant.EPOCH);
        add(3, 2);
        FollowState second = followFrom(first);

        assertThat(first.report().replay().decisions()).isEqualTo(3);
        assertThat(second.report().replay().decisions()).isEqualTo(5);
        assertThat(second.report().codes()).containsExactly(new CodeCount("FIN-202", 0, 5));
        assertThat(second.report().bySource()).singleElement().satisfies(moved -> {
            assertThat(moved.name()).isEqualTo("SHOP");
            assertThat(moved.released()).isEqualByComparingTo(new BigDecimal("500"));
        });
        assertThat(followFrom(second)).isSameAs(second);
    }

    @Test
    void it_can_begin_anywhere_in_the_past() {
        add(0, 5);

        IntStream.rangeClosed(0, 5).forEach(skipped -> assertThat(follow(RecordedOrders.FIRST.plusSeconds(skipped))
                        .report()
                        .replay()
                        .decisions())
                .isEqualTo(5 - skipped));
    }

    @Test
    void every_record_counts_once_however_often_the_process_that_follows_is_killed() throws Exception {
        add(0, ORDERS);
        FollowReport undisturbed = follow(Instant.EPOCH).report();
        SplittableRandom random = new SplittableRandom(SEED);
        List<Long> counts = new ArrayList<>();
        int kills = 0;
        boolean isDone = false;
        while (!isDone) {
            int pages = 1 + random.nextInt(3);
            isDone = !killedAfter(pages, counts);
            kills += isDone ? 0 : 1;
        }
        System.out.printf(
                "seed %s: the follower was killed %s times after counting %s; it counted %s of %s decisions%n",
                SEED, kills, counts, counts.getLast(), ORDERS);

        assertThat(kills).isGreaterThanOrEqualTo(3);
        try (JournalReader journal = SqliteJournal.openToRead(data())) {
            FollowState state =
                    FollowUntilKilled.read(new FolderFollowers(data().resolve("shadow")), journal, candidate);
            assertThat(state.report()).isEqualTo(undisturbed);
            assertThat(state.report().replay().decisions()).isEqualTo(ORDERS);
            assertThat(FollowJournal.lag(journal, state)).isZero();
        }
    }

    /** @return whether it was killed, rather than done */
    private boolean killedAfter(int pages, List<Long> counts) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx512m",
                        "-XX:TieredStopAtLevel=1",
                        "--enable-native-access=ALL-UNNAMED",
                        "-cp",
                        System.getProperty("java.class.path"),
                        FollowUntilKilled.class.getName(),
                        data().toString(),
                        candidate.text())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            int seen = 0;
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.matches("\\d+")) {
                    counts.add(Long.parseLong(line));
                    seen++;
                }
                if (seen == pages) {
                    // SIGKILL: in the middle of the next page, or of writing its state.
                    process.destroyForcibly().waitFor();
                    return true;
                }
            }
        }
        assertThat(process.waitFor()).isZero();
        return false;
    }

    private Path data() {
        return folder.resolve("data");
    }

    private void add(int first, int count) {
        RecordedOrders.addRequests(
                data(),
                recorded,
                Stream.iterate(first, i -> i + 1).limit(count).map(i -> SmallRules.orderOverdueFor31Days("r-" + i)
                        .replace("\"order\":", "\"source\":{\"system\":\"SHOP\"},\"order\":")
                        .getBytes(StandardCharsets.UTF_8)));
    }

    private FollowState follow(Instant from) {
        try (JournalReader journal = SqliteJournal.openToRead(data())) {
            return follow(journal, FollowJournal.start(journal, candidate, from));
        }
    }

    private FollowState followFrom(FollowState from) {
        try (JournalReader journal = SqliteJournal.openToRead(data())) {
            return follow(journal, from);
        }
    }

    private FollowState follow(JournalReader journal, FollowState from) {
        try (FollowJournal follower = new FollowJournal(
                journal,
                new BundleStore(data().resolve("bundles")),
                new SnapshotStore(List.of(SnapshotStore.in(data()))),
                candidate)) {
            FollowState state = from;
            while (true) {
                FollowState next = follower.next(state);
                if (next.equals(state)) {
                    return state;
                }
                state = next;
            }
        }
    }
}
