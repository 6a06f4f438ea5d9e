package dev.docket.journal.postgres;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.SmallRules;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What services of a database keep for each other, and what a {@link BundleStore} makes of it. */
class PostgresFilesTest {
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static PostgresServer server;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String url = "";

    @SuppressWarnings("NullAway.Init") // before each test
    private SharedFiles files;

    @BeforeAll
    static void start() throws Exception {
        server = PostgresServer.start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @BeforeEach
    void connect() throws Exception {
        url = server.newDatabase();
        files = new PostgresFiles(new PostgresSource(url, "", ""));
    }

    private BundleContent bundle() throws IOException {
        return BundleContent.read(BundleFolder.of(SmallRules.write(folder.resolve("rules"), 30), null));
    }

    private BundleStore service(String name) {
        return new BundleStore(folder.resolve(name), files, files);
    }

    @Test
    void in_a_database_without_tables_there_is_nothing_and_keeping_makes_them() throws IOException {
        Digest digest = Digest.over("x".getBytes(UTF_8));
        assertThat(files.read(SharedFiles.Kind.BUNDLE, digest)).isEmpty();
        assertThat(files.digests(SharedFiles.Kind.BUNDLE)).isEmpty();
        assertThat(files.document("name")).isEmpty();

        files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of("a/b", new byte[] {0, 1})));
        files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of("a/b", new byte[] {0, 2})));
        files.change("name", before -> Optional.of("one".getBytes(UTF_8)));

        assertThat(files.read(SharedFiles.Kind.BUNDLE, digest)).containsOnlyKeys("a/b");
        assertThat(files.read(SharedFiles.Kind.BUNDLE, digest).get("a/b")).containsExactly(0, 2);
        assertThat(files.read(SharedFiles.Kind.SNAPSHOT, digest)).isEmpty();
        assertThat(files.digests(SharedFiles.Kind.BUNDLE)).containsExactly(digest);
        assertThat(files.document("name").map(bytes -> new String(bytes, UTF_8)))
                .contains("one");
    }

    @Test
    void a_bundle_that_one_service_kept_another_one_reads_unchanged() throws IOException {
        BundleContent content = bundle();
        Digest digest = content.manifest().digest();
        service("one").keep(content);

        BundleStore two = service("two");

        assertThat(two.read(digest).orElseThrow().content().allFiles().keySet())
                .isEqualTo(content.allFiles().keySet());
        assertThat(two.problemOf(digest)).isEmpty();
        assertThat(two.read(Digest.over(new byte[0]))).isEmpty();
    }

    @Test
    void what_no_longer_belongs_to_a_bundle_is_gone_when_it_is_kept_again() throws IOException {
        Digest digest = Digest.over("x".getBytes(UTF_8));
        files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of("a", new byte[1], "b", new byte[1])));
        files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of("a", new byte[1])));

        assertThat(files.read(SharedFiles.Kind.BUNDLE, digest)).containsOnlyKeys("a");
    }

    @Test
    void more_than_docket_ever_kept_is_not_read_into_memory() throws Exception {
        Digest digest = Digest.over("x".getBytes(UTF_8));
        files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of("a", new byte[1])));
        execute("UPDATE docket.kept_file SET content = decode(repeat('00', 70000000), 'hex')");

        assertThatThrownBy(() -> files.read(SharedFiles.Kind.BUNDLE, digest)).isInstanceOf(IOException.class);
    }

    @Test
    void a_bundle_that_was_changed_in_the_database_proves_nothing() throws Exception {
        BundleContent content = bundle();
        service("one").keep(content);
        execute("UPDATE docket.kept_file SET content = content || 'x'::bytea WHERE path LIKE '%.drl'");

        BundleStore two = service("two");

        assertThatThrownBy(() -> two.read(content.manifest().digest()))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("was changed");
        execute("DELETE FROM docket.kept_file");
        service("one").keep(content);
        assertThat(two.read(content.manifest().digest()))
                .as("once the database has the right one")
                .isPresent();
    }

    @Test
    void after_a_step_back_that_was_refused_a_newer_version_is_shared() throws Exception {
        BundleContent content = bundle();
        Digest digest = content.manifest().digest();
        decides("ahead", "3.0.0", content);
        server.stop();
        BundleStore one = service("one");
        try {
            one.refuseStepBack(new BundleId("policy", "2.0.0", digest));
        } finally {
            server.restart();
        }
        assertThatThrownBy(() -> one.share(digest)).isInstanceOf(BundleException.class);

        one.refuseStepBack(new BundleId("policy", "3.1.0", digest));
        one.keep(content);
        one.share(digest);
    }

    @Test
    void a_path_in_the_database_that_leads_out_of_the_folder_is_not_followed() throws Exception {
        // Some of these lead back to where the test runs.
        String here = Path.of("").toAbsolutePath().getFileName().toString();
        for (String path : new String[] {
            "../../stolen", "/tmp/docket-stolen", "rules/../../../stolen", "", "../" + here + "/stolen", "./stolen"
        }) {
            Digest digest = Digest.over(path.getBytes(UTF_8));
            files.keep(SharedFiles.Kind.BUNDLE, digest, new TreeMap<>(Map.of(path, new byte[] {1})));

            assertThatThrownBy(() -> service("two").read(digest))
                    .isInstanceOf(BundleException.class)
                    .hasMessageContaining("lead elsewhere");
        }
        assertThat(folder.resolve("two")).doesNotExist();
        assertThat(folder.resolve("stolen")).doesNotExist();
        assertThat(folder.resolveSibling("stolen")).doesNotExist();
    }

    @Test
    void a_version_that_decided_at_one_service_keeps_an_older_one_from_deciding_at_another() throws IOException {
        BundleContent content = bundle();
        Digest digest = content.manifest().digest();
        decides("one", "2.10.0", content);

        assertThatThrownBy(() -> service("two").refuseStepBack(new BundleId("policy", "2.9.0", digest)))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is older than version 2.10.0");
        service("two").refuseStepBack(new BundleId("policy", "2.10.0", digest));
        decides("two", "2.9.0", content);
        assertThatThrownBy(() -> service("three").refuseStepBack(new BundleId("policy", "2.9.0", digest)))
                .isInstanceOf(BundleException.class);
    }

    @Test
    void what_cannot_be_shared_while_the_database_is_away_is_shared_before_a_record_names_it() throws Exception {
        BundleContent content = bundle();
        Digest digest = content.manifest().digest();
        decides("ahead", "3.0.0", content);
        server.stop();
        BundleStore one = service("one");
        try {
            one.refuseStepBack(new BundleId("policy", "2.0.0", digest));
            one.keep(content);
            assertThatThrownBy(() -> one.share(digest)).isInstanceOf(IOException.class);
        } finally {
            server.restart();
        }

        // For a moment after a failure nobody asks again.
        Thread.sleep(600);
        assertThatThrownBy(() -> one.share(digest))
                .isInstanceOf(BundleException.class)
                .hasMessageContaining("is older than version 3.0.0");
        assertThat(service("two").read(digest)).as("kept for evidence").isPresent();
    }

    private void decides(String service, String version, BundleContent content) {
        service(service).keep(content);
        service(service)
                .decides(new BundleId("policy", version, content.manifest().digest()));
    }

    private void execute(String sql) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
