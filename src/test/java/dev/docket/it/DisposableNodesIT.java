package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.journal.checkpoint.SharedKey;
import dev.docket.storage.Pem;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes that keep nothing, on one PostgreSQL behind a real HAProxy: in turn one is killed and one is stopped under load, its folder
 * is deleted, and another one comes up with an empty folder. {@code -Dit.nodes=N} for more of them.
 */
@Timeout(1800)
class DisposableNodesIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 16;
    private static final int REPLACED = Integer.getInteger("it.nodes", 2);
    private static final int PER_NODE = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String database = "";

    @Test
    void nodes_come_and_go_under_load_and_nothing_is_lost_or_recorded_twice_or_cannot_be_replayed() throws Exception {
        assumeTrue(LoadBalancer.isInstalled(), "HAProxy is not installed: apt-get install haproxy");
        Path key = folder.resolve("journal-key.pem");
        Files.writeString(
                key,
                Pem.of(
                        Pem.PRIVATE,
                        KeyPairGenerator.getInstance("Ed25519")
                                .generateKeyPair()
                                .getPrivate()
                                .getEncoded()));
        int[] ports = {ServiceProcess.freePort(), ServiceProcess.freePort()};
        ServiceProcess[] nodes = new ServiceProcess[2];
        try (PostgresServer postgres = PostgresServer.start();
                LoadBalancer balancer = LoadBalancer.start(ports[0], ports[1])) {
            database = postgres.newDatabase();
            CompletableFuture<ServiceProcess> other = CompletableFuture.supplyAsync(() -> node(ports[1], key));
            nodes[0] = node(ports[0], key);
            nodes[1] = other.join();
            balancer.awaitUp("one");
            balancer.awaitUp("two");

            Callers callers = Callers.start(balancer.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "caller");
            for (int replaced = 0; replaced < REPLACED; replaced++) {
                int which = replaced % 2;
                Callers.await(List.of(callers), PER_NODE);
                int failed = callers.failed();
                if (which == 0) {
                    nodes[which].kill();
                } else {
                    nodes[which].terminate();
                    assertThat(nodes[which].awaitEnd()).isZero();
                }
                ServiceProcess.delete(
                        folder.resolve("node-" + nodes[which].uri().getPort()));
                nodes[which] = node(ports[which], key);
                balancer.awaitUp(which == 0 ? "one" : "two");
                if (which == 1) {
                    assertThat(callers.failed())
                            .as("failed by now: none because a node was stopped")
                            .isEqualTo(failed);
                }
            }
            Callers.await(List.of(callers), PER_NODE);
            Set<String> acknowledged = callers.acknowledged();
            Callers.Count count = callers.stop();
            System.out.printf(
                    Locale.ROOT,
                    "%d nodes replaced under %d callers: %,d decided, %d failed, %d sent again by the proxy%n",
                    REPLACED,
                    CALLERS,
                    count.decided(),
                    count.failures().size(),
                    balancer.retries());
            // The killed node had recorded it, and the proxy asked the other one: decided once.
            List<String> failures = count.failures().stream()
                    .filter(answer -> !(answer.startsWith("200 ") && answer.contains("\"status\":\"DUPLICATE\"")))
                    .toList();
            assertThat(failures)
                    .as("failed, of those that were in flight at a node that was killed")
                    .hasSizeLessThanOrEqualTo((REPLACED + 1) / 2 * CALLERS);
            assertThat(failures)
                    .allMatch(failure -> failure.startsWith("502")
                            || failure.contains("EOF")
                            || failure.contains("received no bytes"));

            Path nowhere = folder.resolve("no-data");
            Set<String> recorded = new TreeSet<>();
            Set<String> streams = new TreeSet<>();
            Program.Ended exported =
                    Program.run("journal", "export", "--store", database, "--data", nowhere.toString());
            for (String line : exported.output().lines().toList()) {
                JsonNode record = JSON.readTree(line);
                assertThat(recorded.add(record.at("/header/requestId").asText()))
                        .as(line)
                        .isTrue();
                streams.add(record.at("/header/stream").asText());
            }
            assertThat(recorded).containsAll(acknowledged);
            assertThat(streams)
                    .as("streams: a node that comes goes on with that of one that went")
                    .hasSize(2);

            Program.Ended verified = Program.run(
                    "journal",
                    "verify",
                    "--store",
                    database,
                    "--data",
                    nowhere.toString(),
                    "--key",
                    SharedKey.read(key).verifier().text());
            assertThat(verified.output() + verified.errors()).startsWith("sound: ");
            Program.Ended replayed = Program.run("replay", "--store", database, "--data", nowhere.toString());
            assertThat(replayed.exitCode())
                    .as(replayed.output() + replayed.errors())
                    .isZero();
            System.out.print(replayed.output());
            assertThat(nowhere).doesNotExist();
        } finally {
            for (ServiceProcess node : nodes) {
                if (node != null) {
                    node.close();
                }
            }
        }
    }

    private ServiceProcess node(int port, Path key) {
        try {
            return ServiceProcess.startAt(
                    port,
                    folder.resolve("node-" + port),
                    "-Ddocket.warm-up.decisions=200",
                    "-Ddocket.journal.store=postgresql",
                    "-Ddocket.journal.url=" + database,
                    "-Ddocket.journal.key-file=" + key,
                    "-Ddocket.stop.delay-seconds=3");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
