package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The start of the packaged service, from outside. */
@Timeout(180)
class StartIT {
    private static final String UP = "\"status\":\"UP\"";
    private static final String DOWN = "\"status\":\"DOWN\"";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** What was answered within one look. */
    private record Look(
            HttpResponse<String> started,
            HttpResponse<String> live,
            HttpResponse<String> ready,
            HttpResponse<String> decide) {}

    @Test
    void health_answers_from_the_first_moment_of_the_port_and_orders_are_told_to_come_back() throws Exception {
        int port = ServiceProcess.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        try (ExecutorService thread = Executors.newVirtualThreadPerTaskExecutor()) {
            CompletableFuture<List<Look>> looks = CompletableFuture.supplyAsync(() -> untilStarted(uri), thread);
            try (ServiceProcess service = ServiceProcess.startAt(port, folder.resolve("data"))) {
                List<Look> all = looks.join();
                assertThat(all.subList(0, all.size() - 1)).isNotEmpty().allSatisfy(look -> {
                    assertThat(look.live().statusCode()).isEqualTo(200);
                    assertThat(body(look.started())).startsWith("{" + DOWN);
                });
                Look first = all.getFirst();
                assertThat(body(first.live())).startsWith("{" + UP);
                assertThat(first.ready().statusCode()).isEqualTo(503);
                assertThat(body(first.ready())).startsWith("{" + DOWN).contains("Theserviceisstarting.");
                assertThat(first.decide().statusCode()).isEqualTo(503);
                assertThat(first.decide().body()).contains("\"code\":\"starting\"");
                assertThat(first.decide().headers().firstValue("Retry-After")).contains("1");

                Look last = look(service.uri(), "after").orElseThrow();
                assertThat(body(last.started())).startsWith("{" + UP).contains("\"name\":\"started\"," + UP);
                assertThat(last.ready().statusCode()).isEqualTo(200);
                assertThat(last.decide().statusCode()).isEqualTo(201);
                assertThat(versionOfAnUpgrade(service.uri()))
                        .as("HTTP/2 without TLS, asked for by a request with a body")
                        .isEqualTo(HttpClient.Version.HTTP_1_1);
            }
        }
    }

    private static HttpClient.Version versionOfAnUpgrade(URI uri) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_2).build()) {
            return send(client, decide(uri, "upgrade")).version();
        }
    }

    @Test
    void rules_are_compiled_at_the_first_start_and_again_only_when_what_was_kept_is_not_the_service_s()
            throws Exception {
        Path data = folder.resolve("data");
        ServiceProcess.start(data).close();
        Path kept = onlyFile(data.resolve("compiled"));
        byte[] compiled = Files.readAllBytes(kept);

        Files.setLastModifiedTime(kept, FileTime.from(Instant.EPOCH));
        ServiceProcess.start(data).close();
        assertThat(Files.readAllBytes(kept)).isEqualTo(compiled);
        assertThat(Files.getLastModifiedTime(kept).toInstant())
                .as("its last use")
                .isAfter(Instant.EPOCH);

        byte[] planted = compiled.clone();
        planted[planted.length / 2] ^= 1;
        Files.write(kept, planted);
        ServiceProcess.start(data).close();
        assertThat(Files.readAllBytes(kept)).isNotEqualTo(planted);
    }

    private static Path onlyFile(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.reduce((one, other) -> {
                        throw new AssertionError(one + " and " + other);
                    })
                    .orElseThrow();
        }
    }

    @Test
    void rules_that_do_not_compile_end_the_start_with_a_message_after_the_port_was_open() throws Exception {
        Path rules = Files.createDirectory(folder.resolve("rules"));
        Files.writeString(rules.resolve("bundle.yaml"), "name: broken\nversion: 1\n");
        Files.writeString(rules.resolve("broken.drl"), "rule broken\n");
        Program.Ended serve = Program.run(
                "serve",
                "--port",
                "0",
                "--rules",
                rules.toString(),
                "--data",
                folder.resolve("data").toString());
        assertThat(serve.exitCode()).isEqualTo(1);
        assertThat(serve.output()).contains("docket starts at ").doesNotContain("ready");
        assertThat(serve.errors()).contains("docket: ", "broken.drl").doesNotContain("\tat ");
    }

    @Test
    void what_must_not_be_served_is_refused_before_the_port_opens() throws Exception {
        Program.Ended open = Program.run("serve", "--port", "0", "--host", "0.0.0.0");
        assertThat(open.exitCode()).isEqualTo(1);
        assertThat(open.errors()).contains("docket.access.authentication=required");
        assertThat(open.output()).doesNotContain("docket starts at");

        Program.Ended misspelt = Program.run(Map.of("DOCKET_JURNAL_STORE", "sqlite"), "serve", "--port", "0");
        assertThat(misspelt.exitCode()).isEqualTo(1);
        assertThat(misspelt.output()).doesNotContain("docket starts at");
    }

    @Test
    void a_spool_in_a_folder_that_need_not_survive_is_refused() throws Exception {
        Program.Ended serve = Program.run(
                Map.of(
                        "DOCKET_JOURNAL_STORE", "postgresql",
                        "DOCKET_JOURNAL_URL", "jdbc:postgresql://127.0.0.1:1/none",
                        "DOCKET_JOURNAL_KEY_FILE", folder.resolve("key.pem").toString(),
                        "DOCKET_JOURNAL_WHEN_UNAVAILABLE", "spool"),
                "serve",
                "--port",
                "0",
                "--data",
                folder.resolve("data").toString());
        assertThat(serve.exitCode()).isNotZero();
        assertThat(serve.errors()).contains("docket.journal.key-file", "Use one or the other.");
    }

    @Test
    void sigterm_while_starting_ends_it_at_once() throws Exception {
        int port = ServiceProcess.freePort();
        URI uri = URI.create("http://127.0.0.1:" + port);
        Process serve = Program.start(
                "serve",
                "--port",
                Integer.toString(port),
                "--data",
                folder.resolve("data").toString());
        try {
            while (look(uri, "early").isEmpty()) {
                Thread.sleep(10);
            }
            serve.destroy();
            assertThat(serve.waitFor()).isEqualTo(143);
        } finally {
            serve.destroyForcibly();
        }
    }

    private static List<Look> untilStarted(URI uri) {
        try {
            List<Look> looks = new ArrayList<>();
            while (looks.isEmpty() || looks.getLast().started().statusCode() != 200) {
                look(uri, "look-" + looks.size()).ifPresent(looks::add);
                Thread.sleep(looks.isEmpty() ? 5 : 100);
            }
            return looks;
        } catch (IOException | InterruptedException failed) {
            throw new IllegalStateException(failed);
        }
    }

    /** @return nothing while the port is not open */
    private static Optional<Look> look(URI uri, String requestId) throws IOException, InterruptedException {
        try (HttpClient client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build()) {
            return Optional.of(new Look(
                    send(client, HttpRequest.newBuilder(uri.resolve("/q/health/started"))),
                    send(client, HttpRequest.newBuilder(uri.resolve("/q/health/live"))),
                    send(client, HttpRequest.newBuilder(uri.resolve("/q/health/ready"))),
                    send(client, decide(uri, requestId))));
        } catch (ConnectException closed) {
            return Optional.empty();
        }
    }

    private static HttpRequest.Builder decide(URI uri, String requestId) {
        return HttpRequest.newBuilder(uri.resolve("/v1/decisions"))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(Callers.order(requestId)));
    }

    private static String body(HttpResponse<String> answer) {
        return answer.body().replaceAll("\\s", "");
    }

    private static HttpResponse<String> send(HttpClient client, HttpRequest.Builder request)
            throws IOException, InterruptedException {
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
