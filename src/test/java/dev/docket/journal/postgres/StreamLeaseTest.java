package dev.docket.journal.postgres;

import static dev.docket.journal.Entries.anEntry;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.fixture.PostgresServer;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.verify.JournalVerifier;
import dev.docket.storage.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StreamLeaseTest {
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static PostgresServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final AtomicInteger lost = new AtomicInteger();

    @SuppressWarnings("NullAway.Init") // before each test
    private SharedKey key;

    private String url = "";

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void prepare() throws Exception {
        url = server.newDatabase();
        key = newKey("key.pem");
    }

    private SharedKey newKey(String name) throws IOException, NoSuchAlgorithmException {
        var pair = KeyPairGenerator.getInstance("Ed25519").generateKeyPair();
        return SharedKey.read(Files.writeString(
                folder.resolve(name), Pem.of(Pem.PRIVATE, pair.getPrivate().getEncoded())));
    }

    private Journal open(String node) {
        return PostgresJournal.open(
                new PostgresSource(url, "", ""), folder.resolve(node), new Tenure.Leased(key, lost::incrementAndGet));
    }

    private static String record(Journal journal, String requestId) {
        return journal.append(anEntry(requestId)).join().recorded().position().stream();
    }

    @Test
    void services_that_run_together_have_a_stream_each_and_one_with_an_empty_folder_goes_on_where_another_ended() {
        String first;
        String second;
        try (Journal one = open("one");
                Journal two = open("two")) {
            first = record(one, "a");
            second = record(two, "b");
            new Checkpoints(two, folder.resolve("two"), InstantSource.system()).sign();
        }
        try (Journal three = open("three");
                Journal four = open("four");
                Journal five = open("five")) {
            String fresh = record(five, "e");
            assertThat(List.of(record(three, "c"), record(four, "d"))).containsExactlyInAnyOrder(first, second);
            assertThat(fresh).isNotIn(first, second);
            for (String node : List.of("three", "four")) {
                new Checkpoints(node.equals("three") ? three : four, folder.resolve(node), InstantSource.system())
                        .sign();
            }
            assertSound(three, 5);
        }
    }

    private void assertSound(JournalReader journal, long records) {
        NoteVerifier shared = key.verifier();
        var result = new JournalVerifier(
                        journal, stream -> new NoteVerifier(shared.name().replace("*", stream), shared.key()))
                .verify(List.of(), size -> {});
        assertThat(result.problems()).isEmpty();
        assertThat(result.records()).isEqualTo(records);
    }

    @Test
    void a_service_whose_folder_survives_keeps_its_stream() {
        String before;
        try (Journal other = open("other");
                Journal mine = open("mine")) {
            record(other, "a");
            before = record(mine, "b");
        }
        try (Journal mine = open("mine")) {
            assertThat(record(mine, "c")).isEqualTo(before);
        }
    }

    @Test
    void a_service_whose_stream_another_one_has_taken_takes_a_free_one_when_it_starts_again() {
        String before;
        try (Journal mine = open("mine")) {
            before = record(mine, "a");
        }
        try (Journal other = open("other");
                Journal mine = open("mine")) {
            assertThat(record(other, "b")).isEqualTo(before);
            assertThat(record(mine, "c")).isNotEqualTo(before);
            assertSound(mine, 3);
        }
    }

    @Test
    void a_service_whose_stream_is_taken_while_it_is_not_connected_records_nothing_more_and_says_so() throws Exception {
        try (Journal mine = open("mine")) {
            String stream = record(mine, "a");
            cut(stream);
            try (Journal other = open("other")) {
                assertThat(record(other, "b")).isEqualTo(stream);
                assertThatThrownBy(() -> record(mine, "c"))
                        .isInstanceOf(CompletionException.class)
                        .hasCauseInstanceOf(JournalUnavailableException.class);
                assertThat(lost).hasPositiveValue();
                assertSound(other, 2);
            }
        }
    }

    private void cut(String stream) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var end = connection.prepareStatement(
                        "SELECT pg_terminate_backend(pid, 5000) FROM pg_stat_activity WHERE application_name LIKE ?")) {
            end.setString(1, "docket " + stream + " %");
            end.execute();
        }
    }

    @Test
    void a_stream_that_another_key_signs_is_left_alone() throws Exception {
        String before;
        try (Journal mine = open("mine")) {
            before = record(mine, "a");
        }
        key = newKey("other.pem");
        try (Journal other = open("other")) {
            assertThat(record(other, "b")).isNotEqualTo(before);
        }
    }

    @Test
    void a_folder_with_a_key_of_its_own_is_refused_and_keeps_it() throws Exception {
        PostgresJournal.open(new PostgresSource(url, "", ""), folder.resolve("own"))
                .close();
        try (Journal own = PostgresJournal.open(new PostgresSource(url, "", ""), folder.resolve("own"))) {
            record(own, "a");
        }
        String pem = Files.readString(folder.resolve("own/journal-key.pem"));

        assertThatThrownBy(() -> open("own"))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("a journal key of its own")
                .hasMessageContaining("empty folder");
        assertThat(folder.resolve("own/journal-key.pem")).hasContent(pem);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "DELETE FROM docket.head",
                "INSERT INTO docket.record (stream, sequence, kind, at, caller, previous, hash)"
                        + " SELECT stream, sequence + 1, kind, at, caller, previous, hash FROM docket.record"
            })
    void nothing_is_recorded_after_what_somebody_changed_though_no_folder_remembers_it(String change) throws Exception {
        try (Journal mine = open("mine")) {
            record(mine, "a");
        }
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(change);
        }
        try (Journal next = open("next")) {
            assertThatThrownBy(() -> record(next, "b"))
                    .hasRootCauseInstanceOf(JournalUnavailableException.class)
                    .hasMessageContaining("not what was signed last");
        }
    }

    @Test
    void a_file_without_a_key_is_refused_and_not_quoted() throws IOException {
        Path file = Files.writeString(
                folder.resolve("no.pem"), "-----BEGIN PRIVATE KEY-----\nc2VjcmV0\n-----END PRIVATE KEY-----\n");

        assertThatThrownBy(() -> SharedKey.read(file))
                .isInstanceOf(JournalUnavailableException.class)
                .hasMessageContaining("openssl genpkey")
                .hasMessageNotContainingAny("c2VjcmV0", "secret")
                .hasNoCause();
    }
}
