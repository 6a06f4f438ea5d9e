package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two nodes on one PostgreSQL behind a real HAProxy, restarted one after the other under load. {@code -Dit.restarts=N} for more
 * restarts.
 */
@Timeout(1800)
class RollingRestartIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int CALLERS = 16;
    private static final int RESTARTS = Integer.getInteger("it.restarts", 2);
    private static final int PER_RESTART = 400;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String database = "";

    @Test
    void no_request_fails_while_the_nodes_are_restarted_one_after_the_other() throws Exception {
        assumeTrue(LoadBalancer.isInstalled(), "HAProxy is not installed: apt-get install haproxy");
        int[] ports = {ServiceProcess.freePort(), ServiceProcess.freePort()};
        ServiceProcess[] nodes = new ServiceProcess[2];
        try (PostgresServer postgres = PostgresServer.start();
                LoadBalancer balancer = LoadBalancer.start(ports[0], ports[1])) {
            database = postgres.newDatabase();
            CompletableFuture<ServiceProcess> other = CompletableFuture.supplyAsync(() -> node(1, ports[1]));
            nodes[0] = node(0, ports[0]);
            nodes[1] = other.join();
            balancer.awaitUp("one");
            balancer.awaitUp("two");

            Callers callers = Callers.start(balancer.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "caller");
            for (int restart = 0; restart < RESTARTS; restart++) {
                int which = restart % 2;
                Callers.await(List.of(callers), PER_RESTART);
                nodes[which].terminate();
                assertThat(nodes[which].awaitEnd()).isZero();
                nodes[which] = node(which, ports[which]);
                balancer.awaitUp(which == 0 ? "one" : "two");
                System.out.printf(
                        Locale.ROOT, "restart %d of %d: %,d decided%n", restart + 1, RESTARTS, callers.decided());
            }
            Callers.await(List.of(callers), PER_RESTART);
            Set<String> acknowledged = callers.acknowledged();
            Callers.Count count = callers.stop();
            System.out.printf(
                    Locale.ROOT,
                    "%d restarts under %d callers: %,d decided, %d failed, %d sent again by the proxy%n",
                    RESTARTS,
                    CALLERS,
                    count.decided(),
                    count.failures().size(),
                    balancer.retries());
            assertThat(count.failures()).isEmpty();
            assertThat(count.decided()).isGreaterThan((long) PER_RESTART * RESTARTS);
            assertThat(balancer.retries())
                    .as("requests that the proxy had to send again: draining, not retrying, is what loses none")
                    .isZero();
            assertThat(recorded()).containsAll(acknowledged).doesNotHaveDuplicates();
        } finally {
            for (ServiceProcess node : nodes) {
                if (node != null) {
                    node.close();
                }
            }
        }
    }

    /** The request of each record, of all nodes. */
    private List<String> recorded() throws Exception {
        List<String> requests = new ArrayList<>();
        Program.Ended exported = Program.run(
                "journal",
                "export",
                "--store",
                database,
                "--data",
                folder.resolve("nowhere").toString());
        for (String line : exported.output().lines().toList()) {
            requests.add(JSON.readTree(line).at("/header/requestId").asText());
        }
        return requests;
    }

    private ServiceProcess node(int which, int port) {
        try {
            return ServiceProcess.startAt(
                    port,
                    folder.resolve("node-" + which),
                    "-Ddocket.warm-up.decisions=200",
                    "-Ddocket.journal.store=postgresql",
                    "-Ddocket.journal.url=" + database,
                    "-Ddocket.stop.delay-seconds=3");
        } catch (Exception failed) {
            throw new IllegalStateException(failed);
        }
    }
}
