package dev.docket.service.intake;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class VerifyCoverageTest {
    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // opened before each test
    private Journal journal;

    @BeforeEach
    void open() {
        journal = SqliteJournal.open(folder);
    }

    private void decide(int partition, long... offsets) {
        LongStream.of(offsets).forEach(offset -> decide(partition, offset, ""));
    }

    private String decide(int partition, long offset, String again) {
        DecisionEntry entry = Entries.anEntry("r" + partition + "-" + offset + again);
        var recorded = journal.append(
                        Entries.sentBy(StreamCaller.of("orders", partition, offset, Optional.empty()), entry))
                .join()
                .recorded();
        return recorded.position().stream() + ":" + recorded.position().sequence();
    }

    private void taken(int partition, long from, long to, String... apart) {
        journal.append(Entries.intake(partition, from, to, apart)).join();
    }

    private Coverage verified() {
        journal.close();
        return VerifyCoverage.of(JournalArchive.of(new JournalStore.Sqlite(folder)));
    }

    @Test
    void a_journal_without_kafka_names_no_partition() {
        journal.append(Entries.anEntry("r1")).join();
        assertThat(verified()).isEqualTo(new Coverage(List.of(), List.of()));
    }

    @Test
    void every_offset_of_ranges_that_follow_each_other_is_accounted_for() {
        String first = decide(0, 10, "");
        decide(0, 13, 14, 20, 21);
        decide(3, 0);
        taken(3, 0, 1);
        taken(0, 10, 15, "11 DUPLICATE " + first, "12 ABSENT");
        taken(0, 15, 20, "15 DEAD_LETTERED invalid-request -", "16-19 ABSENT");
        Coverage coverage = verified();
        assertThat(coverage.problems()).isEmpty();
        assertThat(coverage.partitions())
                .containsExactly(
                        new Coverage.OfPartition("orders/0", 10, 20, 3, 1, 1, 5, 2),
                        new Coverage.OfPartition("orders/3", 0, 1, 1, 0, 0, 0, 0));
        assertThat(coverage.partitions().getFirst().line())
                .isEqualTo(
                        "orders/0: offsets 10 to 19: 3 decided, 1 duplicates, 1 dead letters, 5 absent; 2 more decided, under way");
    }

    @Test
    void a_decision_that_somebody_deleted_is_named_by_its_offset() throws SQLException {
        decide(0, 0, 1, 2, 3);
        taken(0, 0, 4);
        journal.close();
        try (var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
                var statement = connection.createStatement()) {
            statement.execute("DROP TRIGGER record_never_DELETE");
            statement.execute("DELETE FROM record WHERE call = 'orders/0/2'");
        }
        Coverage coverage = VerifyCoverage.of(JournalArchive.of(new JournalStore.Sqlite(folder)));
        assertThat(coverage.problems())
                .containsExactly(
                        "orders/0 offset 2 has no decision, and nothing else became of it: a record is missing");
    }

    @Test
    void a_first_range_that_somebody_deleted_is_named_by_what_was_decided_in_it() {
        decide(0, 0, 1, 2, 3);
        taken(0, 2, 4);
        assertThat(verified().problems())
                .containsExactly(
                        "orders/0 offset 0 has a decision, and no range before offset 2 has it: a record is missing",
                        "orders/0 offset 1 has a decision, and no range before offset 2 has it: a record is missing");
    }

    @Test
    void a_range_that_somebody_deleted_or_nobody_took_in_is_named() {
        decide(0, 0, 1, 2, 7, 8);
        taken(0, 0, 2);
        taken(0, 6, 9, "6 ABSENT");
        assertThat(verified().problems())
                .containsExactly("orders/0 offsets 2 to 5 are in no range: nothing says what became of them");
    }

    @Test
    void what_was_taken_twice_is_named() {
        decide(0, 0, 1, 2, 3);
        decide(0, 1, "-again");
        taken(0, 0, 3);
        taken(0, 2, 4);
        assertThat(verified().problems())
                .containsExactly(
                        "orders/0 offset 1 was decided 2 times",
                        "orders/0 offset 2 is in two ranges; the second is record " + journal.log().stream() + ":7");
    }

    @Test
    void what_is_apart_has_no_decision_and_a_duplicate_has_one() {
        decide(0, 0, 1, 2);
        taken(0, 0, 4, "1 DEAD_LETTERED invalid-request -", "3 DUPLICATE " + journal.log().stream() + ":4");
        assertThat(verified().problems())
                .satisfiesExactlyInAnyOrder(
                        one -> assertThat(one).startsWith("orders/0 offset 1 has a decision, though record "),
                        one -> assertThat(one)
                                .startsWith("orders/0 offset 3 is a duplicate of record ")
                                .endsWith(", which is no decision"));
    }

    @Test
    void who_only_looks_like_kafka_names_no_record() {
        journal.append(Entries.sentBy(
                        new Sender("key:x", Optional.of(new Call("orders/0/0", Optional.empty()))),
                        Entries.anEntry("r1")))
                .join();
        taken(0, 0, 1);
        assertThat(verified().problems()).hasSize(1);
    }
}
