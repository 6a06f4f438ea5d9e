package dev.docket.api;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.api.load.Admission;
import dev.docket.api.load.Work;
import dev.docket.hostile.NormalCaller;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Tries each limit of docs/limits.md at its value and just above it. */
@QuarkusTest
@Tag("service")
class LimitsDocumentTest {
    private static final String ORDER = NormalCaller.order();
    private static final String JSON = "application/json";
    /** The limit on bodies in the tests, which is not the one of the document. */
    private static final String BODY_BYTES = "docket.limits.body-bytes";

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    @ConfigProperty(name = BODY_BYTES)
    int bodyBytes;

    /** Makes a request of a size, in the limit's unit, and says what came of it: the status, and what the body has. */
    private interface Probe {
        String at(int size) throws IOException;
    }

    private Map<String, Probe> probes() {
        Map<String, Probe> probes = new LinkedHashMap<>();
        probes.put("Body of a decision", size -> dryRun(padded(ORDER, size)));
        probes.put(
                "Line of a batch",
                size -> post("/v1/decisions/batch", "Content-Type: application/x-ndjson", bytes(padded(ORDER, size))));
        probes.put(
                "Body that a gzipped one unpacks to",
                size -> post(
                        "/v1/decisions/dry-run",
                        "Content-Type: application/json\r\nContent-Encoding: gzip",
                        gzipped(padded(ORDER, size))));
        probes.put("Body of an outcome", size -> post("/v1/decisions/none/outcome", padded("{}", size)));
        probes.put("Body of work on a decision", size -> post("/v1/decisions/none/work", padded("{}", size)));
        probes.put(
                "Characters of a note",
                size -> post("/v1/decisions/none/work", "{\"act\":\"NOTE\",\"note\":\"" + "x".repeat(size) + "\"}"));
        probes.put("Body of a replay", size -> post("/v1/decisions/none/replay", padded("{}", size)));
        probes.put(
                "Form of the console",
                size -> post(
                        "/console/decisions",
                        "Content-Type: application/x-www-form-urlencoded",
                        bytes("text=" + "x".repeat(size - "text=".length()))));
        probes.put(
                "Request line",
                size -> sent(
                        "GET /v1/rules/" + "x".repeat(size - "GET /v1/rules/ HTTP/1.1".length()) + " HTTP/1.1\r\n",
                        ""));
        probes.put(
                "Headers together",
                size -> sent("GET /v1/bundle HTTP/1.1\r\n", "X-Padding: " + "x".repeat(size - 60) + "\r\n"));
        probes.put("Nested objects and lists", size -> dryRun("[".repeat(size) + "]".repeat(size)));
        probes.put(
                "Lines of an order",
                size -> dryRun(ORDER.replaceFirst(
                        "\\[.*]",
                        IntStream.range(0, size)
                                .mapToObj(line -> "{\"lineId\":\"" + line + "\",\"itemId\":\"a\",\"orderedQty\":1}")
                                .collect(Collectors.joining(",", "[", "]")))));
        probes.put("Characters of an id", size -> dryRun(ORDER.replace("SO-1", "x".repeat(size))));
        probes.put(
                "Characters of a text",
                size -> dryRun(with("\"shipment\":{\"carrier\":\"" + "x".repeat(size) + "\"}")));
        probes.put("Digits of a number", size -> dryRun(netAmount("1." + "0".repeat(size - 1))));
        probes.put("Significant digits of a number", size -> dryRun(netAmount("1".repeat(size))));
        probes.put("Decimals of a number", size -> dryRun(netAmount("0." + "0".repeat(size - 1) + "1")));
        probes.put(
                "Problems listed in one answer",
                size -> dryRun("{"
                        + IntStream.range(0, size - problemsOf("{}"))
                                .mapToObj(field -> "\"unknown" + field + "\":1")
                                .collect(Collectors.joining(","))
                        + "}"));
        probes.put(
                "Decisions on a page of a search",
                size -> sent("GET /v1/decisions?limit=" + size + " HTTP/1.1\r\n", ""));
        return probes;
    }

    @TestFactory
    Stream<DynamicTest> what_a_request_may_be_is_tried() {
        List<String[]> rows = rows("What a request may be");
        Map<String, Probe> probes = probes();
        // Streams of HTTP/2 are counted in SlowAndGreedyClientsTest.
        assertThat(rows.stream().map(row -> name(row[0])).filter(name -> !name.startsWith("Streams")))
                .containsExactlyInAnyOrderElementsOf(probes.keySet());
        return rows.stream().flatMap(row -> Optional.ofNullable(probes.get(name(row[0]))).stream()
                .map(probe -> DynamicTest.dynamicTest(row[0], () -> tryOut(row, probe))));
    }

    private void tryOut(String[] row, Probe probe) throws IOException {
        int limit = row[0].contains(BODY_BYTES) ? bodyBytes : number(row[1]);
        List<String> beyond = Pattern.compile("^4\\d\\d|`[a-z-]+`")
                .matcher(row[2])
                .results()
                .map(found -> found.group().replaceFirst("^(4..)", " $1 ").replace("`", "\""))
                .toList();
        // What is counted together with other parts of a request is tried less exactly.
        boolean isRough = row[0].startsWith("Headers");

        assertThat(probe.at(isRough ? limit * 9 / 10 : limit)).doesNotContain(beyond.getLast());
        assertThat(probe.at(isRough ? limit * 11 / 10 : limit + 1)).contains(beyond);
    }

    @Test
    void so_much_at_a_time_and_no_more() {
        List<String[]> rows = rows("How much at a time");
        List<Work> works = List.of(Work.values());
        assertThat(rows).hasSameSizeAs(works);
        for (int kind = 0; kind < works.size(); kind++) {
            Work work = works.get(kind);
            String[] row = rows.get(kind);
            assertThat(number(row[1])).as(row[0]).isEqualTo(work.most());
            assertThat(number(row[2])).as(row[0]).isEqualTo(work.mostOfOneCaller());
            Admission admission = new Admission(1, 1);
            List<String> admitted = new ArrayList<>();
            for (String caller : List.of("first", "second", "third")) {
                for (int i = 0; i <= work.mostOfOneCaller(); i++) {
                    admission.enter(work, caller, 0).ifPresent(place -> admitted.add(caller));
                }
            }
            assertThat(admitted).as(row[0]).hasSize(number(row[1])).doesNotContain("third");
        }
    }

    @Test
    void what_can_be_set_has_the_default_that_the_settings_have() throws IOException {
        String settings = Files.readString(Path.of("docs/configuration.md"));
        for (String[] row : rows("How often")) {
            assertThat(settings).containsPattern("\\| " + row[2] + "<br>[^|]*\\| `" + row[1] + "` \\|");
        }
        String bytes = rows("What a request may be").getFirst()[1].replace(",", "");
        assertThat(settings).containsPattern("\\| `" + BODY_BYTES + "`<br>[^|]*\\| `" + bytes + "` \\|");
    }

    /** The rows of the first table of a chapter. */
    private static List<String[]> rows(String chapter) {
        try {
            String text = Files.readString(Path.of("docs", "limits.md"));
            return text.substring(text.indexOf("## " + chapter))
                    .lines()
                    .dropWhile(line -> !line.startsWith("|"))
                    .takeWhile(line -> line.startsWith("|"))
                    .skip(2)
                    .map(line -> Arrays.stream(line.substring(1).split("\\|"))
                            .map(String::strip)
                            .toArray(String[]::new))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static String name(String cell) {
        return cell.replaceFirst("(, .*| \\(.*)$", "");
    }

    private static int number(String cell) {
        return Integer.parseInt(cell.replace(",", ""));
    }

    private int problemsOf(String body) throws IOException {
        return dryRun(body).split("\"path\":", -1).length - 1;
    }

    private static String padded(String text, int bytes) {
        return text + " ".repeat(bytes - text.length());
    }

    private static String with(String member) {
        return ORDER.substring(0, ORDER.length() - 1) + "," + member + "}";
    }

    private static String netAmount(String number) {
        return ORDER.replace("\"netAmount\":100", "\"netAmount\":" + number);
    }

    private static byte[] bytes(String text) {
        return text.getBytes(UTF_8);
    }

    private static byte[] gzipped(String text) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(bytes(text));
        }
        return bytes.toByteArray();
    }

    private String dryRun(String body) throws IOException {
        return post("/v1/decisions/dry-run", body);
    }

    private String post(String path, String body) throws IOException {
        return post(path, "Content-Type: " + JSON, bytes(body));
    }

    private String post(String path, String headers, byte[] body) throws IOException {
        return sent("POST " + path + " HTTP/1.1\r\n", headers + "\r\nContent-Length: " + body.length + "\r\n", body);
    }

    private String sent(String requestLine, String headers) throws IOException {
        return sent(requestLine, headers, new byte[0]);
    }

    private String sent(String requestLine, String headers, byte[] body) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream()
                    .write((requestLine + "Host: localhost\r\nConnection: close\r\n" + headers + "\r\n")
                            .getBytes(US_ASCII));
            socket.getOutputStream().write(body);
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }
}
