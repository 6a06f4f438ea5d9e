package dev.docket.bench;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.storage.Pem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Stream;

/**
 * {@code ./docket bench nodes}: several nodes that keep nothing, on one PostgreSQL: decisions a second, and what a decision costs the
 * nodes and the database in processor time. The second says how many nodes a database feeds; the first only what this machine can do.
 */
final class NodesBench {
    private static final Path EXAMPLE = Path.of("api-spec", "examples", "order-released.json");
    private static final int CONNECTIONS = 48;
    private static final Duration WARM_UP = Duration.ofSeconds(40);

    private final Duration each;
    private final Path folder;
    private final PostgresServer postgres;

    private NodesBench(Duration each, Path folder, PostgresServer postgres) {
        this.each = each;
        this.folder = folder;
        this.postgres = postgres;
    }

    public static void main(String... arguments) throws Exception {
        int most = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3;
        Duration each = Duration.ofSeconds(arguments.length > 1 ? Integer.parseInt(arguments[1]) : 15);
        Path folder = Files.createTempDirectory(Path.of("target"), "nodes");
        try (PostgresServer postgres = PostgresServer.start()) {
            System.out.printf(
                    Locale.ROOT,
                    "%n| Nodes | decisions/s | p50 ms | p99 ms | µs a decision: nodes | PostgreSQL | load generator |%n");
            System.out.printf("|---:|---:|---:|---:|---:|---:|---:|%n");
            for (int nodes = 1; nodes <= most; nodes++) {
                new NodesBench(each, folder.resolve(Integer.toString(nodes)), postgres).measure(nodes);
            }
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private void measure(int number) throws Exception {
        Files.createDirectories(folder);
        Path key = folder.resolve("journal-key.pem");
        Files.writeString(
                key,
                Pem.of(
                        Pem.PRIVATE,
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));
        String url = postgres.newDatabase();
        List<ServiceProcess> nodes = new ArrayList<>();
        List<HttpLoad> loads = new ArrayList<>();
        try {
            for (int i = 0; i < number; i++) {
                nodes.add(node(i, url, key));
                loads.add(new HttpLoad(nodes.get(i).uri(), TypicalOrder.of(EXAMPLE, "node" + i), CONNECTIONS / number));
            }
            together(loads, WARM_UP);
            Processor before = Processor.of(nodes);
            List<HttpLoad.Measured> measured = together(loads, each);
            Processor used = Processor.of(nodes).minus(before);
            double perSecond =
                    measured.stream().mapToDouble(HttpLoad.Measured::perSecond).sum();
            double decisions = perSecond * each.toMillis() / 1e3;
            System.out.printf(
                    Locale.ROOT,
                    "| %d | %,.0f | %.1f | %.1f | %.0f | %.0f | %.0f |%n",
                    number,
                    perSecond,
                    measured.stream()
                            .mapToDouble(HttpLoad.Measured::p50Millis)
                            .average()
                            .orElse(0),
                    measured.stream()
                            .mapToDouble(HttpLoad.Measured::p99Millis)
                            .max()
                            .orElse(0),
                    used.nodes().toNanos() / 1e3 / decisions,
                    used.database().toNanos() / 1e3 / decisions,
                    used.generator().toNanos() / 1e3 / decisions);
            int refused = measured.stream().mapToInt(HttpLoad.Measured::refused).sum();
            if (refused > 0) {
                System.out.printf(Locale.ROOT, "(%,d refused and sent again, in no latency)%n", refused);
            }
        } finally {
            loads.forEach(HttpLoad::close);
            nodes.forEach(ServiceProcess::close);
        }
    }

    private ServiceProcess node(int which, String url, Path key) throws IOException, InterruptedException {
        return ServiceProcess.start(
                ServiceProcess.JAR,
                folder.resolve("data-" + which),
                "-Ddocket.journal.store=postgresql",
                "-Ddocket.journal.url=" + url,
                "-Ddocket.journal.key-file=" + key);
    }

    private static List<HttpLoad.Measured> together(List<HttpLoad> loads, Duration duration) {
        try (ExecutorService threads = Executors.newFixedThreadPool(loads.size())) {
            return loads.stream()
                    .map(load -> CompletableFuture.supplyAsync(() -> load.run("/v1/decisions", 201, duration), threads))
                    .toList()
                    .stream()
                    .map(CompletableFuture::join)
                    .toList();
        }
    }

    /** Processor time by now. A connection of the database is a process that lives as long as its node. */
    private record Processor(Duration nodes, Duration database, Duration generator) {
        static Processor of(List<ServiceProcess> nodes) {
            List<Long> pids = nodes.stream().map(ServiceProcess::pid).toList();
            return new Processor(
                    sum(ProcessHandle.allProcesses().filter(one -> pids.contains(one.pid()))),
                    sum(ProcessHandle.current()
                            .descendants()
                            .filter(one -> one.info().command().orElse("").endsWith("/postgres"))),
                    sum(Stream.of(ProcessHandle.current())));
        }

        private static Duration sum(Stream<ProcessHandle> processes) {
            return processes
                    .map(one -> one.info().totalCpuDuration().orElse(Duration.ZERO))
                    .reduce(Duration.ZERO, Duration::plus);
        }

        Processor minus(Processor before) {
            return new Processor(
                    nodes.minus(before.nodes), database.minus(before.database), generator.minus(before.generator));
        }
    }
}
