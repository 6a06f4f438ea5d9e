package dev.docket.it;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ServiceProcess;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** SIGTERM, from outside. */
@Timeout(300)
class DrainIT {
    private static final int CALLERS = 16;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void sigterm_under_load_cuts_no_request_and_no_stream_and_leaves_a_signed_journal() throws Exception {
        Path data = folder.resolve("data");
        List<Callers> callers = new ArrayList<>();
        try (ServiceProcess service =
                ServiceProcess.start(data, "-Ddocket.http.clear-text-http2=true", "-Ddocket.stop.delay-seconds=10")) {
            callers.add(Callers.start(service.uri(), HttpClient.Version.HTTP_1_1, CALLERS / 2, "one"));
            callers.add(Callers.start(service.uri(), HttpClient.Version.HTTP_2, CALLERS / 2, "two"));
            Callers.await(callers, 200);
            try (Socket stream =
                    new Socket(InetAddress.getLoopbackAddress(), service.uri().getPort())) {
                OutputStream lines = stream.getOutputStream();
                BufferedReader answers = new BufferedReader(new InputStreamReader(stream.getInputStream(), UTF_8));
                lines.write("""
                        POST /v1/decisions/batch HTTP/1.1\r
                        Host: localhost\r
                        Content-Type: application/x-ndjson\r
                        Transfer-Encoding: chunked\r
                        \r
                        """.getBytes(UTF_8));
                send(lines, Callers.order("stream-before"));
                assertThat(awaitLine(answers, "stream-before")).contains("\"status\":\"NEW\"");
                service.terminate();

                awaitNotReady(service.uri());
                send(lines, Callers.order("stream-during"));
                assertThat(awaitLine(answers, "stream-during")).contains("\"status\":\"NEW\"");
                // As a load balancer does that sees that the service is not ready: it goes on for a while.
                // Not so many that a busy machine could not decide them before the port closes.
                Callers.await(callers, 300);
                for (Callers each : callers) {
                    Callers.Count count = each.stop();
                    assertThat(count.failures()).as(each.toString()).isEmpty();
                    assertThat(count.lastOfConnection())
                            .as("answers that say it is the last one")
                            .isGreaterThan(200);
                }
                send(lines, Callers.order("stream-later"));
                assertThat(awaitLine(answers, "stream-later")).contains("\"status\":\"NEW\"");
                awaitNoConnections(service.uri());
                send(lines, Callers.order("stream-after"));
                assertThat(awaitLine(answers, "stream-after")).contains("\"status\":\"NEW\"");
                lines.write("0\r\n\r\n".getBytes(UTF_8));
                assertThat(awaitLine(answers, "0")).isEqualTo("0");

                // Its head was written before the service was to leave, and did not say that the connection would end.
                lines.write("GET /q/health/live HTTP/1.1\r\nHost: localhost\r\n\r\n".getBytes(UTF_8));
                assertThat(answers.lines().map(line -> line.toLowerCase(Locale.ROOT)))
                        .contains("http/1.1 200 ok", "connection: close");
            }
            assertThat(service.awaitEnd()).as(log()).isZero();
        }
        assertThat(log()).contains("stopping: not ready any more, and in 10 s no new connections");
        assertThat(log()).doesNotContain("cut off", "ERROR");
        Program.Ended verified = Program.run("journal", "verify", "--data", data.toString());
        long decided = callers.stream().mapToLong(Callers::decided).sum() + 4;
        System.out.printf(
                Locale.ROOT,
                "SIGTERM under %d callers and a stream: %,d decided, none failed, all of them signed%n",
                CALLERS,
                decided);
        assertThat(verified.output())
                .as("nothing lies beyond the last signature, and nothing else was recorded")
                .startsWith(String.format(Locale.ROOT, "sound: %,d records, ", decided));
    }

    private String log() throws Exception {
        return Files.readString(folder.resolve("data.log"));
    }

    private static void send(OutputStream lines, String order) throws Exception {
        String line = order + "\n";
        lines.write((Integer.toHexString(line.length()) + "\r\n" + line + "\r\n").getBytes(UTF_8));
        lines.flush();
    }

    private static String awaitLine(BufferedReader answers, String text) throws Exception {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.equals(text) || line.contains("\"" + text + "\"")) {
                return line;
            }
        }
        throw new AssertionError("the stream ended before " + text);
    }

    private static void awaitNoConnections(URI service) throws Exception {
        while (true) {
            try {
                new Socket(InetAddress.getLoopbackAddress(), service.getPort()).close();
                Thread.sleep(100);
            } catch (ConnectException notTaken) {
                return;
            }
        }
    }

    private static void awaitNotReady(URI service) throws Exception {
        while (Callers.get(service.resolve("/q/health/ready")).statusCode() != 503) {
            Thread.sleep(10);
        }
        assertThat(Callers.get(service.resolve("/q/health/ready")).body()).contains("The service is stopping.");
        assertThat(Callers.get(service.resolve("/q/health/live")).statusCode()).isEqualTo(200);
    }
}
