package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Somebody whose account was made a moment ago, who has the archive, a Java runtime and no compiler. */
@Timeout(300)
class NewUserIT {
    private static final String USER = "docket-it-" + ProcessHandle.current().pid();
    private static final Path HOME = Path.of("/tmp", USER);
    private static final Path JRE = HOME.resolve("jre");
    private static final Path TOOLS = HOME.resolve("tools");
    private static final Duration SOON = Duration.ofMinutes(1);
    private static final long PATIENCE_SECONDS = 60;

    @TempDir
    private Path folder = Path.of(".");

    @BeforeEach
    void make_the_account() throws Exception {
        assumeTrue(System.getProperty("user.name").equals("root"), "Only root can make an account: skipped.");
        assumeTrue(Files.isExecutable(Path.of("/usr/sbin/useradd")), "There is no useradd here: skipped.");
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/setpriv")), "There is no setpriv here: skipped.");
        run("/usr/sbin/useradd", "--system", "--create-home", "--home-dir", HOME.toString(), "--user-group", USER);
        run(UnpackedArchiveIT.linked(JRE));
        Files.copy(UnpackedArchiveIT.archive(), HOME.resolve("docket.tar.gz"));
        toolsWithoutJava();
    }

    @AfterEach
    void remove_the_account() throws Exception {
        if (Files.isDirectory(HOME)) {
            run("/usr/sbin/userdel", "--remove", USER);
        }
    }

    @Test
    void has_a_first_decision_in_under_a_minute() throws Exception {
        assertThat(asUser(
                        "id -un; command -v java javac || echo none; ls $JAVA_HOME/bin/javac 2>/dev/null || echo none"))
                .as("who it is, and what there is to compile with")
                .isEqualTo(USER + "\nnone\nnone\n");
        long began = System.nanoTime();
        asUser("tar -xzf docket.tar.gz");
        Path docket = unpacked();
        Path output = Files.createTempFile(folder, "served", ".txt");
        Process service = command(List.of("./docket", "serve", "--port", "0"), docket)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        try (HttpClient client = HttpClient.newHttpClient()) {
            URI uri = UnpackedArchiveIT.readyAt(service, output);
            HttpResponse<String> answer = client.send(
                    HttpRequest.newBuilder(uri.resolve("/v1/decisions"))
                            .header("Content-Type", "application/json")
                            .POST(BodyPublishers.ofFile(docket.resolve("examples/order-held.json")))
                            .build(),
                    BodyHandlers.ofString());
            Duration taken = Duration.ofNanos(System.nanoTime() - began);

            assertThat(answer.body()).contains("\"disposition\":\"HOLD\"", "\"expectedLoss\"");
            assertThat(Files.getOwner(docket.resolve("data")).getName()).isEqualTo(USER);
            double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
            System.out.printf(
                    Locale.ROOT,
                    "a new user: first decision %.1f s after beginning to unpack the archive; load average %.1f%n",
                    taken.toMillis() / 1e3,
                    load);
            // A minute of a machine of one's own: where others want the processors, too, each has a share of it.
            double shares = Math.max(1, load / Runtime.getRuntime().availableProcessors());
            assertThat(taken).isLessThan(Duration.ofMillis((long) (SOON.toMillis() * shares)));
        } finally {
            service.destroy();
            // Or the account could not be removed.
            assertThat(service.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        }
        assertThat(service.exitValue()).isZero();
    }

    private static Path unpacked() throws IOException {
        try (Stream<Path> files = Files.list(HOME)) {
            return files.filter(file -> file.getFileName().toString().startsWith("docket-"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    /** What this machine has on its path, except Java. */
    private static void toolsWithoutJava() throws IOException {
        Files.createDirectory(TOOLS);
        try (Stream<Path> tools = Files.list(Path.of("/usr/bin"))) {
            for (Path tool : (Iterable<Path>) tools::iterator) {
                String name = tool.getFileName().toString();
                if (!name.startsWith("java")) {
                    Files.createSymbolicLink(TOOLS.resolve(name), tool);
                }
            }
        }
    }

    private String asUser(String script) throws IOException, InterruptedException {
        return ended(command(List.of("sh", "-c", script), HOME));
    }

    private void run(String... command) throws IOException, InterruptedException {
        ended(new ProcessBuilder(command));
    }

    private String ended(ProcessBuilder builder) throws IOException, InterruptedException {
        Path output = Files.createTempFile(folder, "output", ".txt");
        Process process = builder.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(Files.readString(output)).isZero();
        return Files.readString(output);
    }

    private static ProcessBuilder command(List<String> command, Path in) {
        List<String> all = new ArrayList<>(List.of(
                "/usr/bin/setpriv", "--reuid", USER, "--regid", USER, "--clear-groups", "--no-new-privs", "--"));
        all.addAll(command);
        ProcessBuilder builder = new ProcessBuilder(all).directory(in.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", TOOLS.toString());
        builder.environment().put("HOME", HOME.toString());
        builder.environment().put("JAVA_HOME", JRE.toString());
        return builder;
    }
}
