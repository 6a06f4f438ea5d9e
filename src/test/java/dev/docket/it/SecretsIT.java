package dev.docket.it;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Role;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Everything that a run wrote is searched for every secret that it had: answers, health, metrics, both outputs, a thread dump, the
 * data folder and the database. Callers send their keys in all the wrong places, and the database goes away.
 */
@Timeout(300)
class SecretsIT {
    private static final String PASSWORD_OF_URL = "pass-in-url-52c1";
    private static final String PASSWORD_OF_SETTING = "pass-in-setting-9d07";
    private static final int PRIVATE_KEY_BYTES = 32;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final StringBuilder said = new StringBuilder();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /**
     * The key that signs.
     *
     * @param pem the part of its file that is different for each key
     * @param seed what it is made of, in hexadecimal
     */
    private record JournalKey(String pem, String seed) {
        static JournalKey of(Path data) throws IOException {
            Path file;
            try (Stream<Path> files = Files.walk(data)) {
                file = files.filter(each -> each.endsWith("journal-key.pem"))
                        .findFirst()
                        .orElseThrow();
            }
            String body = Files.readString(file).replaceAll("-----[^-]+-----|\\s", "");
            byte[] whole = Base64.getDecoder().decode(body);
            byte[] seed = Arrays.copyOfRange(whole, whole.length - PRIVATE_KEY_BYTES, whole.length);
            return new JournalKey(body.substring(24), HexFormat.of().formatHex(seed));
        }
    }

    @Test
    void nothing_that_a_service_writes_on_a_file_journal_has_a_secret() throws Exception {
        Path data = folder.resolve("data");
        String key = new TestKeys(data).create("erp-live", Role.values());
        try (ServiceProcess service = start(data)) {
            askRightAndWrong(service.uri(), key);
            said.append(threadsOf(service));
        }
        said.append(Files.readString(folder.resolve("data.log")));
        Map<String, String> written = new LinkedHashMap<>();
        try (Stream<Path> files = Files.walk(data)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                written.put(data.relativize(file).toString(), Files.readString(file, ISO_8859_1));
            }
        }
        JournalKey journalKey = JournalKey.of(data);
        assertThat(written.remove("journal-key.pem")).as("where it belongs").contains(journalKey.pem());
        assertThat(said)
                .contains("refused, wrong credentials", "docket_refusals_total", "eventloop-thread", "erp-live");

        holdsNone(said.toString(), key, journalKey);
        written.forEach((file, content) -> holdsNone(content, key, journalKey));
    }

    @Test
    void nothing_that_a_service_says_while_its_database_is_away_has_a_secret() throws Exception {
        Path data = folder.resolve("shared");
        try (PostgresServer database = PostgresServer.start()) {
            String url = database.newDatabase();
            String key;
            try (ServiceProcess service = start(
                    data,
                    "-Ddocket.journal.store=postgresql",
                    "-Ddocket.journal.url=" + url + "&password=" + PASSWORD_OF_URL,
                    "-Ddocket.journal.password=" + PASSWORD_OF_SETTING,
                    "-Ddocket.access.last-known-seconds=60")) {
                Program.Ended made = Program.run(
                        "keys",
                        "create",
                        "erp-live",
                        "--role",
                        "DECIDE",
                        "--role",
                        "AUDIT",
                        "--role",
                        "OPERATE",
                        "--store",
                        url,
                        "--data",
                        data.toString());
                key = made.output().strip();
                assertThat(key).as(made.errors()).startsWith("dk_");
                awaitKnown(service.uri(), key);
                askRightAndWrong(service.uri(), key);
                said.append(database(url));
                database.kill();
                askRightAndWrong(service.uri(), key);
                said.append(threadsOf(service));
            }
            said.append(Files.readString(folder.resolve("shared.log")));
            assertThat(said).contains("ERROR");
            holdsNone(said.toString(), key, JournalKey.of(data));
        }
    }

    @Test
    void a_service_that_does_not_start_for_its_url_does_not_quote_the_password_in_it() throws Exception {
        for (String url : List.of(
                "jdbc:nonsense://h/d?password=" + PASSWORD_OF_URL,
                "jdbc:postgresql:// h/d?a=b&password=" + PASSWORD_OF_URL)) {
            Program.Ended ended = Program.run(
                    Map.of("DOCKET_JOURNAL_PASSWORD", PASSWORD_OF_SETTING), "journal", "verify", "--store", url);

            assertThat(ended.exitCode()).isNotZero();
            assertThat(ended.output() + ended.errors())
                    .isNotBlank()
                    .doesNotContain(PASSWORD_OF_URL, PASSWORD_OF_SETTING);
        }
    }

    private ServiceProcess start(Path data, String... options) throws Exception {
        return ServiceProcess.start(
                data,
                Stream.concat(
                                Stream.of(options),
                                Stream.of(
                                        "-Ddocket.access.authentication=required",
                                        "-Ddocket.privacy.mask=$.customer.customerId",
                                        "-Ddocket.privacy.key-file=" + MaskingKeys.file(folder, 'm')))
                        .toArray(String[]::new));
    }

    private void askRightAndWrong(URI service, String key) throws Exception {
        String good = "Bearer " + key;
        String altered = key.substring(0, key.length() - 1) + (key.endsWith("0") ? "1" : "0");
        ask(service, "/v1/caller", "Authorization", good);
        ask(service, "/v1/decisions?limit=5", "Authorization", good);
        ask(service, "/v1/decisions/export.ndjson", "Authorization", good);
        ask(service, "/v1/decisions?orderId=" + key, "Authorization", good);
        ask(service, "/v1/rules?access_token=" + key, "Authorization", good);
        ask(service, "/v1/rules?" + key + "=1", "Authorization", good);
        ask(service, "/v1/decisions/" + key, "Authorization", good);
        ask(service, "/v1/rules/" + key, "Authorization", good);
        ask(service, "/v1/rules?access_token=" + key);
        ask(service, "/" + key);
        for (String wrong : List.of(
                "Bearer " + altered,
                "Basic " + key,
                key,
                "Bearer: " + key,
                "Bearer " + key + " x",
                "Bearer eyJ" + key)) {
            ask(service, "/v1/rules", "Authorization", wrong);
        }
        ask(service, "/v1/rules", "X-API-Key", key);
        ask(service, "/v1/rules", "Cookie", "q_session=" + key);
        ask(service, "/v1/rules", "Origin", "https://" + key, "Authorization", good);
        ask(service, "/v1/rules", "X-Request-Id", key, "Authorization", good);
        ask(service, "/v1/rules", "Accept", key, "Authorization", good);
        for (String requestId : List.of("X-Request-Id", "traceparent", "X-Caller")) {
            post(service, order(), "Authorization", good, requestId, key);
        }
        post(service, "{\"requestId\":", "Authorization", good);
        post(service, "{\"" + key + "\":\"" + key + "\"}", "Authorization", good);
        post(service, order(), "Authorization", "Bearer " + altered, "X-Request-Id", key);
        for (String path : List.of("/q/health", "/q/metrics")) {
            ask(service, path, "Authorization", good);
        }
    }

    private void awaitKnown(URI service, String key) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(service.resolve("/v1/caller"))
                .header("Authorization", "Bearer " + key)
                .build();
        while (client.send(request, BodyHandlers.ofString()).statusCode() != 200) {
            Thread.sleep(50);
        }
    }

    private static String order() throws IOException {
        return Files.readString(Path.of("api-spec/examples/order-minimal.json"));
    }

    private void ask(URI service, String path, String... headers) throws Exception {
        HttpRequest.Builder request =
                HttpRequest.newBuilder(URI.create(service + path)).timeout(Duration.ofSeconds(40));
        keep(headers.length == 0 ? request : request.headers(headers));
    }

    private void post(URI service, String body, String... headers) throws Exception {
        keep(HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                .timeout(Duration.ofSeconds(40))
                .headers(headers)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body)));
    }

    private void keep(HttpRequest.Builder request) throws Exception {
        HttpResponse<String> answer = client.send(request.build(), BodyHandlers.ofString());
        said.append(answer.statusCode())
                .append(answer.headers().map())
                .append(answer.body())
                .append('\n');
    }

    private static String threadsOf(ServiceProcess service) throws Exception {
        Process dump = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        Long.toString(service.pid()),
                        "Thread.print",
                        "-l",
                        "-e")
                .redirectErrorStream(true)
                .start();
        return new String(dump.getInputStream().readAllBytes(), ISO_8859_1);
    }

    /** Every row of every table, as text. */
    private static String database(String url) throws SQLException {
        StringBuilder rows = new StringBuilder();
        try (var connection = DriverManager.getConnection(url);
                Statement statement = connection.createStatement()) {
            List<String> tables = new ArrayList<>();
            try (ResultSet names = statement.executeQuery(
                    "SELECT quote_ident(tablename) FROM pg_tables WHERE schemaname = 'docket'")) {
                while (names.next()) {
                    tables.add(names.getString(1));
                }
            }
            assertThat(tables).contains("access_key");
            for (String table : tables) {
                try (ResultSet all = statement.executeQuery("SELECT t::text FROM docket." + table + " t")) {
                    while (all.next()) {
                        rows.append(all.getString(1)).append('\n');
                    }
                }
            }
        }
        return rows.toString();
    }

    private static void holdsNone(String text, String apiKey, JournalKey journalKey) {
        byte[] maskingKey = "m".repeat(PRIVATE_KEY_BYTES).getBytes(US_ASCII);
        List<String> secrets = new ArrayList<>(List.of(
                // What follows the key's id, up to its check sum, of which an altered key has another one.
                apiKey.substring(12, 40), PASSWORD_OF_URL, PASSWORD_OF_SETTING, journalKey.pem()));
        secrets.addAll(written(maskingKey));
        secrets.addAll(written(HexFormat.of().parseHex(journalKey.seed())));
        for (String secret : secrets) {
            int at = text.indexOf(secret);
            assertThat(at < 0 ? "" : text.substring(Math.max(0, at - 200), Math.min(text.length(), at + 200)))
                    .as("what stands around a secret")
                    .isEmpty();
        }
    }

    /** The ways to write a secret. */
    private static List<String> written(byte[] secret) {
        return List.of(
                Base64.getEncoder().withoutPadding().encodeToString(secret),
                HexFormat.of().formatHex(secret),
                new String(secret, ISO_8859_1));
    }
}
