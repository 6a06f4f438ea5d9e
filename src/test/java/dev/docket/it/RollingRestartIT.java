package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two nodes that share a journal, behind real proxies, restarted one after the other as docs/operations/drain.md says. */
@Timeout(600)
class RollingRestartIT {
    private static final int CALLERS = 4;
    private static final long ENOUGH = 100;

    /** {@code fail_timeout} in nginx.conf, and a little. */
    private static final Duration NGINX_NOTICES = Duration.ofMillis(2_500);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_rolling_restart_behind_haproxy_and_nginx_fails_no_request() throws Exception {
        List<Integer> ports = List.of(Proxy.freePort(), Proxy.freePort());
        URI states = URI.create("http://127.0.0.1:" + Proxy.freePort() + "/;csv");
        List<Callers> callers = new ArrayList<>();
        try (PostgresServer database = PostgresServer.start();
                Proxy haproxy = Proxy.haproxy(folder, ports, states.getPort());
                Proxy nginx = Proxy.nginx(folder, ports)) {
            String url = database.newDatabase();
            ServiceProcess one = start("one", ports.get(0), url);
            ServiceProcess two = start("two", ports.get(1), url);
            try {
                awaitUp(states);
                callers.add(Callers.start(haproxy.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "haproxy"));
                callers.add(Callers.start(nginx.uri(), HttpClient.Version.HTTP_1_1, CALLERS, "nginx"));
                Callers.await(callers, ENOUGH);

                one = restarted(one, "one", ports.get(0), url, states, callers);
                two = restarted(two, "two", ports.get(1), url, states, callers);

                for (Callers each : callers) {
                    assertThat(each.stop().failures()).as(each.toString()).isEmpty();
                }
            } finally {
                one.close();
                two.close();
            }
            Program.Ended verified = Program.run(
                    "journal",
                    "verify",
                    "--store",
                    url,
                    "--data",
                    folder.resolve("one").toString(),
                    "--data",
                    folder.resolve("two").toString());
            assertThat(verified.output())
                    .as("what was sent twice is recorded once")
                    .startsWith(String.format(
                            Locale.ROOT,
                            "sound: %,d records, ",
                            callers.stream().mapToLong(Callers::decided).sum()));
        }
    }

    private ServiceProcess restarted(
            ServiceProcess node, String name, int port, String url, URI states, List<Callers> callers)
            throws Exception {
        node.terminate();
        assertThat(node.awaitEnd()).isZero();
        ServiceProcess again = start(name, port, url);
        awaitUp(states);
        Thread.sleep(NGINX_NOTICES);
        Callers.await(callers, ENOUGH);
        return again;
    }

    /** Two seconds are more than HAProxy needs to notice: two checks, half a second apart. */
    private ServiceProcess start(String name, int port, String url) throws Exception {
        return ServiceProcess.startAt(
                port,
                folder.resolve(name),
                "-Ddocket.warm-up.decisions=200",
                "-XX:TieredStopAtLevel=1",
                "-Ddocket.stop.delay-seconds=2",
                "-Ddocket.journal.store=postgresql",
                "-Ddocket.journal.url=" + url);
    }

    private static void awaitUp(URI states) throws Exception {
        while (Callers.get(states)
                        .body()
                        .lines()
                        .filter(line -> line.matches("nodes,(one|two),.*,UP,.*"))
                        .count()
                < 2) {
            Thread.sleep(100);
        }
    }
}
