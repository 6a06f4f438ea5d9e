package dev.docket.it;

import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A real HAProxy with the configuration that docs/operations/drain.md shows. */
final class LoadBalancer implements AutoCloseable {
    private static final Path CONFIGURATION = Path.of("deploy", "haproxy", "haproxy.cfg");

    private final Process process;
    private final URI uri;
    private final URI statistics;

    private LoadBalancer(Process process, URI uri, URI statistics) {
        this.process = process;
        this.uri = uri;
        this.statistics = statistics;
    }

    static boolean isInstalled() {
        return program().isPresent();
    }

    private static Optional<Path> program() {
        return Stream.concat(Stream.of(System.getenv("PATH").split(":")), Stream.of("/usr/sbin", "/usr/local/sbin"))
                .map(folder -> Path.of(folder, "haproxy"))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static LoadBalancer start(int one, int two) throws IOException {
        int port = ServiceProcess.freePort();
        int statistics = ServiceProcess.freePort();
        ProcessBuilder haproxy =
                new ProcessBuilder(program().orElseThrow().toString(), "-f", CONFIGURATION.toString()).inheritIO();
        haproxy.environment()
                .putAll(Map.of(
                        "DOCKET_BIND",
                        "127.0.0.1:" + port,
                        "DOCKET_STATS",
                        "127.0.0.1:" + statistics,
                        "DOCKET_ONE",
                        "127.0.0.1:" + one,
                        "DOCKET_TWO",
                        "127.0.0.1:" + two));
        return new LoadBalancer(
                haproxy.start(),
                URI.create("http://127.0.0.1:" + port),
                URI.create("http://127.0.0.1:" + statistics + "/;csv"));
    }

    URI uri() {
        return uri;
    }

    /** Waits until it sends requests to a node. */
    void awaitUp(String server) throws IOException, InterruptedException {
        while (!statistic(server, "status").startsWith("UP")) {
            Thread.sleep(50);
        }
    }

    /** How many requests it sent a second time, to either node. */
    long retries() throws IOException, InterruptedException {
        return Long.parseLong(statistic("BACKEND", "wretr")) + Long.parseLong(statistic("BACKEND", "wredis"));
    }

    private String statistic(String server, String column) throws IOException, InterruptedException {
        List<String[]> rows = Callers.get(statistics)
                .body()
                .lines()
                .map(line -> line.replaceFirst("^# ", "").split(",", -1))
                .toList();
        int at = Arrays.asList(rows.getFirst()).indexOf(column);
        return rows.stream()
                .filter(row -> row.length > at && row[0].equals("docket") && row[1].equals(server))
                .map(row -> row[at])
                .findFirst()
                .orElseThrow();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }
}
