package dev.docket.journal;

import static dev.docket.journal.Entries.anEntry;
import static dev.docket.journal.Entries.anOutcome;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.access.Call;
import dev.docket.access.Sender;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.HeadMarker;
import dev.docket.journal.checkpoint.KeptCheckpoint;
import dev.docket.journal.checkpoint.LastCheckpoint;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.record.MappedBy;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.WorkEntry;
import dev.docket.journal.sql.SqlJournalReader;
import dev.docket.journal.sql.SqlReaders;
import dev.docket.journal.sql.SqlSource;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.JournalVerifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Somebody who may write the journal's file changes it; verifying finds it, and names the record. */
class TamperingTest {
    private static final long SEED = 20261121;
    private static final int FLIPS_PER_COLUMN = 48;
    private static final Optional<String> TRACE = Optional.of("0af7651916cd43dd8448eb211c80319c");
    private static final int DECISIONS = 270; // one node of level 8, and some more

    private static final List<String> TABLES = List.of(
            "record", "payload", "record_code", "record_rule", "record_attribute", "node", "checkpoint", "stream");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private NoteVerifier key;

    @SuppressWarnings("NullAway.Init") // set before each test
    private KeptCheckpoint kept;

    @BeforeEach
    void write_a_journal() {
        try (var journal = SqliteJournal.open(folder)) {
            var stream = journal.log().stream();
            var checkpoints = new Checkpoints(journal, folder, Clock.systemUTC());
            key = checkpoints.verifier();
            for (int i = 1; i <= DECISIONS; i++) {
                var entry = anEntry("r" + i);
                var sent = Entries.sentBy(new Sender(entry.caller(), Optional.of(new Call("call-" + i, TRACE))), entry);
                var attributed = Entries.with(
                        Entries.attributed(entry.facets(), Map.of("order.attributes.project", "P " + i)),
                        entry.at(),
                        entry);
                journal.append(
                                i % 3 == 0
                                        ? Entries.masked(entry, "shipTo.name", "order.orderId")
                                        : i % 5 == 0
                                                ? attributed
                                                : i % 7 == 0
                                                        ? Entries.mapped(
                                                                new MappedBy("x12-850", Entries.digest("b" + i)), sent)
                                                        : sent)
                        .join();
                if (i % 50 == 0) {
                    journal.append(anOutcome("r" + i, "RELEASED")).join();
                    checkpoints.sign();
                }
            }
            for (int i = 1; i <= 3; i++) {
                var before = i == 1
                        ? Hash.ZERO
                        : journal.changes(0, 10).getLast().position().hash();
                journal.append(Entries.aStep(i, before)).join();
            }
            for (int i = 1; i <= 3; i++) {
                journal.append(Entries.aClaim("r" + i, 1, "key:anna")).join();
                journal.append(Entries.work("r" + i, 2, WorkEntry.Act.ASSIGNED, "key:bert", "key:head/ABC", "his"))
                        .join();
                journal.append(Entries.work("r" + i, 3, WorkEntry.Act.NOTED, "", "key:bert/ABC", "called them"))
                        .join();
            }
            for (int i = 0; i < 3; i++) {
                journal.append(Entries.intake(i, 0, 9, "3 DUPLICATE 0123456789ab:7"))
                        .join();
            }
            kept = new KeptCheckpoint(stream, checkpoints.sign());
        }
    }

    @Test
    void a_journal_that_nobody_touched_is_sound() {
        assertThat(problems(List.of(kept))).isEmpty();
    }

    @Test
    void any_flipped_bit_of_any_column_of_any_table_is_found() throws SQLException {
        var random = new SplittableRandom(SEED);
        var flips = new TreeMap<String, Integer>();
        var undetected = new ArrayList<String>();
        // Inside a transaction that is taken back: thousands of flips without writing the file thousands of times.
        try (var connection = open();
                var statement = connection.createStatement();
                var journal = reader(connection)) {
            for (var table : TABLES) {
                for (var column : columns(statement, table)) {
                    int flipped = 0;
                    for (int i = 0; i < FLIPS_PER_COLUMN; i++) {
                        statement.execute("SAVEPOINT flip");
                        var change = flip(connection, table, column, random);
                        flipped += change.isPresent() ? 1 : 0;
                        if (change.isPresent() && problems(journal, List.of()).isEmpty()) {
                            undetected.add(change.get());
                        }
                        statement.execute("ROLLBACK TO flip");
                        statement.execute("RELEASE flip");
                    }
                    flips.put(table + "." + column, flipped);
                }
            }
        }
        int all = flips.values().stream().mapToInt(Integer::intValue).sum();
        System.out.printf("%,d flips of one bit, all found: %s%n", all, flips);
        assertThat(undetected).isEmpty();
        assertThat(all).isGreaterThan(2_000);
        assertThat(flips)
                .allSatisfy((column, count) -> assertThat(count).as(column).isPositive());
    }

    @Test
    void a_value_where_a_record_of_its_kind_has_none_is_found() throws SQLException {
        execute("UPDATE record SET order_id = 'order-of-r7' WHERE sequence = 51");

        assertThat(problems(List.of()))
                .singleElement()
                .asString()
                .startsWith("record 51 ")
                .contains("has a value");
    }

    @Test
    void work_that_was_changed_is_found_whatever_of_it() throws SQLException {
        var records = texts("SELECT sequence FROM record WHERE kind = 'WORK' ORDER BY sequence");
        for (String forgery : List.of(
                "UPDATE record SET detail = 'ASSIGNED key:carl' WHERE detail = 'ASSIGNED key:bert'",
                "UPDATE record SET detail = 'CLAIMED key:carl' WHERE detail = 'CLAIMED key:anna'",
                "UPDATE record SET detail = 'RETURNED ' WHERE detail = 'CLAIMED key:anna'",
                "UPDATE record SET caller = 'key:carl/ABC' WHERE detail = 'CLAIMED key:anna'",
                "UPDATE record SET work = '000000000007' WHERE work = '000000000003'",
                "UPDATE record SET decision_id = 'decision-r9' WHERE decision_id = 'decision-r1' AND detail = 'NOTED '",
                "UPDATE payload SET document = CAST(replace(CAST(document AS TEXT), 'called', 'sacked') AS BLOB)"
                        + " WHERE sequence >= " + records.getFirst(),
                "DELETE FROM record WHERE detail = 'NOTED '")) {
            assertThat(afterwards(forgery)).as(forgery).isNotEmpty();
        }
        assertThat(problems(List.of())).isEmpty();
    }

    /** The problems of the journal after a change that is taken back. */
    private List<String> afterwards(String forgery) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement();
                var journal = reader(connection)) {
            statement.execute("SAVEPOINT forged");
            assertThat(statement.executeUpdate(forgery)).as(forgery).isPositive();
            List<String> problems = problems(journal, List.of());
            statement.execute("ROLLBACK TO forged");
            statement.execute("RELEASE forged");
            return problems;
        }
    }

    @Test
    void a_deleted_record_is_named() throws SQLException {
        execute("DELETE FROM record WHERE sequence = 100");

        assertThat(problems(List.of()))
                .singleElement()
                .asString()
                .startsWith("record 100 ")
                .contains("is missing");
    }

    @Test
    void a_record_that_is_hidden_from_the_index_of_attributes_is_found() throws SQLException {
        execute("DELETE FROM record_attribute WHERE attribute = 'order.attributes.project=P%20100'");

        assertThat(problems(List.of()))
                .singleElement()
                .asString()
                .contains("the indexes of codes, rules and attributes were changed", "0 of them wrong");
    }

    @Test
    void an_entry_of_an_index_that_names_a_record_of_another_kind_is_found() throws SQLException {
        execute("INSERT INTO record_code SELECT 'CRD-101', at, stream, sequence FROM record WHERE sequence = 51");

        assertThat(problems(List.of())).singleElement().asString().contains("1 of them wrong");
    }

    @Test
    void two_swapped_records_are_named() throws SQLException {
        execute("UPDATE record SET sequence = 100000 WHERE sequence = 20");
        execute("UPDATE record SET sequence = 20 WHERE sequence = 30");
        execute("UPDATE record SET sequence = 30 WHERE sequence = 100000");

        assertThat(problems(List.of()).getFirst()).startsWith("record 20 ");
    }

    @Test
    void a_truncated_tail_is_missed_by_the_last_checkpoint() throws SQLException {
        execute("DELETE FROM record WHERE sequence > 260");

        assertThat(problems(List.of()).getFirst()).startsWith("record 261 ").contains("is missing: a checkpoint");
    }

    @Test
    void a_file_that_was_rolled_back_as_a_whole_is_found_by_a_checkpoint_kept_elsewhere() throws Exception {
        var old = Files.copy(folder.resolve("journal.db"), folder.resolve("old.db"));
        KeptCheckpoint later;
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one-more")).join();
            var checkpoints = new Checkpoints(journal, folder, Clock.systemUTC());
            later = new KeptCheckpoint(journal.log().stream(), checkpoints.sign());
        }

        Files.move(old, folder.resolve("journal.db"), StandardCopyOption.REPLACE_EXISTING);

        assertThat(problems(List.of())).isEmpty();
        assertThat(problems(List.of(later))).singleElement().asString().contains("a checkpoint of");
    }

    @Test
    void a_rewritten_history_that_is_sound_in_itself_is_found_by_a_checkpoint_kept_elsewhere() throws Exception {
        for (var name : List.of("journal.db", "journal.db-wal", "journal.db-shm")) {
            Files.deleteIfExists(folder.resolve(name));
        }
        try (var forged = SqliteJournal.open(folder)) {
            forged.append(anEntry("forged")).join();
        }

        assertThat(problems(List.of(kept)))
                .anySatisfy(problem -> assertThat(problem).contains("stream " + kept.stream() + " is missing"));
    }

    @Test
    void a_deleted_checkpoint_is_missed_by_the_next_one() throws SQLException {
        execute("DELETE FROM checkpoint WHERE size = 102");

        assertThat(problems(List.of()))
                .singleElement()
                .asString()
                .startsWith("record 153 ")
                .contains("has checkpoint 3 of ", "but checkpoint 2 before it is missing");
    }

    @Test
    void the_first_checkpoint_is_missed_too() throws SQLException {
        execute("DELETE FROM checkpoint WHERE size = 51");

        assertThat(problems(List.of()).getFirst()).startsWith("record 102 ").contains("checkpoint 1 before it");
    }

    @Test
    void the_last_checkpoint_is_missed_by_the_docket_that_signed_it_and_no_other_takes_its_place() throws SQLException {
        execute("DELETE FROM checkpoint WHERE size >= 255");

        assertThat(problems(List.of(LastCheckpoint.in(folder).read().orElseThrow())))
                .singleElement()
                .asString()
                .startsWith("record 290 ")
                .contains("had checkpoint 6 of ", "was kept elsewhere but is missing here");
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one-more")).join();

            assertThatThrownBy(new Checkpoints(journal, folder, Clock.systemUTC())::sign)
                    .isInstanceOf(Checkpoints.ChangedLogException.class)
                    .hasMessageContainingAll("lacks the last checkpoint", "over 290 records", "delete ");
        }
    }

    @Test
    void a_docket_that_was_killed_before_it_noted_its_last_checkpoint_goes_on() throws Exception {
        Files.writeString(
                folder.resolve("journal-checkpoint.txt"),
                texts("SELECT note FROM checkpoint WHERE size = 255").getFirst());
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one-more")).join();

            new Checkpoints(journal, folder, Clock.systemUTC()).sign();
        }

        assertThat(problems(List.of(kept, LastCheckpoint.in(folder).read().orElseThrow())))
                .isEmpty();
    }

    @Test
    void checkpoints_signed_with_another_key_are_not_believed() throws Exception {
        Files.delete(folder.resolve("journal-key.pem"));
        // Without these it would miss its key and refuse to start.
        Files.delete(HeadMarker.in(folder).path());
        Files.delete(LastCheckpoint.in(folder).path());
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one-more")).join();
            new Checkpoints(journal, folder, Clock.systemUTC()).sign();
        }

        assertThat(problems(List.of()).getFirst()).contains("not signed with the key " + key.text());
    }

    @Test
    void no_checkpoint_is_signed_over_records_that_were_changed() throws SQLException {
        execute("UPDATE record SET hash = zeroblob(32) WHERE sequence = 270");
        try (var journal = SqliteJournal.open(folder)) {
            journal.append(anEntry("one-more")).join();
            var checkpoints = new Checkpoints(journal, folder, Clock.systemUTC());

            assertThatThrownBy(checkpoints::sign)
                    .isInstanceOf(Checkpoints.ChangedLogException.class)
                    .hasMessageContaining("does not extend its checkpoint");
        }
    }

    @Test
    void retired_payloads_are_no_damage_and_others_that_are_gone_are() throws SQLException {
        try (var journal = SqliteJournal.open(folder)) {
            var retired = journal.retire(Entries.AT.plusSeconds(1), Entries.AT.plusSeconds(2), "auditor");
            // The first outcome was received later, so retirement stops before it.
            assertThat(retired.entry().upTo()).isEqualTo(50);
            assertThat(journal.findByRequestId("r50").orElseThrow().entry().request())
                    .isInstanceOf(Payload.Retired.class);
            assertThat(journal.findByRequestId("r51").orElseThrow().entry().request())
                    .isInstanceOf(Payload.Kept.class);
        }
        assertThat(problems(List.of(kept))).isEmpty();

        execute("DELETE FROM payload WHERE sequence = 70");
        assertThat(problems(List.of()))
                .singleElement()
                .asString()
                .startsWith("record 70 ")
                .contains("the payload is missing");
    }

    private List<String> problems(List<KeptCheckpoint> elsewhere) {
        try (var journal = SqliteJournal.openToRead(folder)) {
            return problems(journal, elsewhere);
        }
    }

    private List<String> problems(JournalReader journal, List<KeptCheckpoint> elsewhere) {
        return new JournalVerifier(journal, stream -> key)
                .verify(elsewhere, records -> {})
                .problems();
    }

    private static JournalReader reader(Connection connection) throws SQLException {
        return new SqlJournalReader(new SqlReaders(new SqlSource() {
            @Override
            public Connection read() {
                return connection;
            }

            @Override
            public void limited(Connection given, Duration longest) {}

            @Override
            public void unlimited(Connection given) {}

            @Override
            public boolean isOutOfTime(SQLException failure) {
                return false;
            }

            @Override
            public boolean isReachableAfter(SQLException failure) {
                return true;
            }

            @Override
            public JournalUnavailableException unavailable(SQLException cause) {
                return new JournalUnavailableException("the test's connection failed", cause);
            }
        }));
    }

    // As whoever owns the file may: without the triggers that keep docket itself from doing it.
    private Connection open() throws SQLException {
        var connection = DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("journal.db"));
        try (var statement = connection.createStatement()) {
            statement.execute("PRAGMA foreign_keys = OFF");
            for (var trigger : texts(statement, "SELECT name FROM sqlite_schema WHERE type = 'trigger'")) {
                statement.execute("DROP TRIGGER " + trigger);
            }
        }
        return connection;
    }

    private void execute(String sql) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private List<String> texts(String query) throws SQLException {
        try (var connection = open();
                var statement = connection.createStatement()) {
            return texts(statement, query);
        }
    }

    /** The change, unless the value is empty or the database refuses another one. */
    private static Optional<String> flip(Connection connection, String table, String column, SplittableRandom random)
            throws SQLException {
        try (var statement = connection.createStatement()) {
            int rows = Integer.parseInt(texts(statement, "SELECT count(%s) FROM %s".formatted(column, table))
                    .getFirst());
            var key = keyOf(statement, table, column, random.nextInt(rows));
            var type = texts(statement, "SELECT typeof(%s) FROM %s WHERE %s".formatted(column, table, key))
                    .getFirst();
            var hex = texts(statement, "SELECT hex(CAST(%s AS BLOB)) FROM %s WHERE %s".formatted(column, table, key))
                    .getFirst();
            if (type.equals("null") || hex.isEmpty()) {
                return Optional.empty();
            }
            var value =
                    switch (type) {
                        case "integer" ->
                            Long.toString(
                                    Long.parseLong(new String(HexFormat.of().parseHex(hex), UTF_8))
                                            ^ (1L << random.nextInt(40)));
                        case "blob" -> "X'" + flipped(hex, random) + "'";
                        default -> "CAST(X'" + flipped(hex, random) + "' AS TEXT)";
                    };
            int changed = statement.executeUpdate(
                    "UPDATE OR IGNORE %s SET %s = %s WHERE %s".formatted(table, column, value, key));
            return changed == 1
                    ? Optional.of("%s.%s = %s where %s".formatted(table, column, value, key))
                    : Optional.empty();
        } catch (SQLException refused) {
            return Optional.empty();
        }
    }

    private static String flipped(String hex, SplittableRandom random) {
        var bytes = HexFormat.of().parseHex(hex);
        bytes[random.nextInt(bytes.length)] ^= (byte) (1 << random.nextInt(8));
        return HexFormat.of().formatHex(bytes);
    }

    /** The key of one of the rows that have a value in the column. */
    private static String keyOf(Statement statement, String table, String column, int row) throws SQLException {
        var conditions = new ArrayList<String>();
        var columns = texts(statement, "SELECT name FROM pragma_table_info('%s') WHERE pk > 0".formatted(table));
        var order = String.join(", ", columns);
        for (var part : columns) {
            var value = texts(
                    statement,
                    String.format(
                            Locale.ROOT,
                            "SELECT quote(%s) FROM %s WHERE %s IS NOT NULL ORDER BY %s LIMIT 1 OFFSET %d",
                            part,
                            table,
                            column,
                            order,
                            row));
            conditions.add(part + " = " + value.getFirst());
        }
        return String.join(" AND ", conditions);
    }

    /** All but the counter of checks, which proves the disk and no record. */
    private static List<String> columns(Statement statement, String table) throws SQLException {
        return texts(statement, "SELECT name FROM pragma_table_info('%s') WHERE name <> 'checks'".formatted(table));
    }

    private static List<String> texts(Statement statement, String query) throws SQLException {
        var texts = new ArrayList<String>();
        try (var rows = statement.executeQuery(query)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
