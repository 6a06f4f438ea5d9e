package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@QuarkusTest
@Tag("service")
class BatchResourceTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    @TestHTTPResource("/v1/decisions/batch")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI batch;

    @Test
    void every_line_is_answered_in_its_place_and_a_bad_one_leaves_the_others_alone() throws IOException {
        String same = order("r-" + UUID.randomUUID(), "SO-1");
        String body = String.join(
                "\n",
                same,
                "{\"requestId\":}",
                "",
                same,
                same.replace("\"SO-1\"", "\"SO-2\""),
                order("broken", "BROKEN"),
                "{\"x\":\"" + "x".repeat(1_100_000) + "\"}",
                order("r-" + UUID.randomUUID(), "SO-3") + "\r");

        List<JsonNode> answers = answers(Contract.good()
                .contentType("application/x-ndjson")
                .body(body)
                .post("/v1/decisions/batch")
                .asString());

        assertThat(answers).hasSize(7);
        assertThat(answers.get(0).path("status").textValue()).isEqualTo("NEW");
        assertThat(error(answers.get(1))).isEqualTo("2 invalid-request");
        assertThat(answers.get(2).path("status").textValue()).isEqualTo("DUPLICATE");
        assertThat(error(answers.get(3))).isEqualTo("5 request-id-reused");
        assertThat(error(answers.get(4))).isEqualTo("6 internal-error");
        assertThat(error(answers.get(5))).isEqualTo("7 too-large");
        assertThat(answers.get(6).path("status").textValue()).isEqualTo("NEW");
    }

    @Test
    void many_lines_come_back_in_order() throws IOException {
        StringBuilder body = new StringBuilder();
        List<String> sent = new ArrayList<>();
        for (int i = 0; i < 2000; i++) {
            sent.add(String.format(Locale.ROOT, "r-%d-%s", i, UUID.randomUUID()));
            body.append(order(sent.get(i), "SO-" + i)).append('\n');
        }

        List<JsonNode> answers = answers(Contract.good()
                .contentType("application/x-ndjson")
                .body(body.toString())
                .post("/v1/decisions/batch")
                .asString());

        assertThat(answers)
                .extracting(answer -> answer.path("requestId").textValue())
                .isEqualTo(sent);
    }

    @Test
    @Timeout(20)
    void a_caller_may_wait_for_each_answer_before_it_sends_the_next_line() throws IOException {
        try (Socket socket = new Socket(batch.getHost(), batch.getPort())) {
            OutputStream out = socket.getOutputStream();
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
            send(
                    out,
                    "POST " + batch.getPath() + " HTTP/1.1\r\nHost: localhost\r\nContent-Type: application/x-ndjson\r\n"
                            + "Transfer-Encoding: chunked\r\n\r\n");
            for (int i = 0; i < 3; i++) {
                String requestId = "r-" + UUID.randomUUID();
                String line = order(requestId, "SO-1") + "\n";
                send(out, Integer.toHexString(line.length()) + "\r\n" + line + "\r\n");
                assertThat(in.lines()
                                .filter(read -> read.startsWith("{"))
                                .findFirst()
                                .orElseThrow())
                        .contains(requestId);
            }
            send(out, "0\r\n\r\n");
        }
    }

    private static void send(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.UTF_8));
        out.flush();
    }

    @Test
    void another_content_type_is_415() {
        Contract.bad()
                .contentType("application/json")
                .body("{}")
                .post("/v1/decisions/batch")
                .then()
                .statusCode(415)
                .contentType("application/problem+json");
    }

    private static String order(String requestId, String orderId) {
        return """
                {"requestId":"%s","checkpoint":"ENTRY","order":{"orderId":"%s","currency":"USD","createdAt":"2026-03-02T09:00:00Z",\
                "netAmount":1,"lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},"customer":{"customerId":"C"}}""".formatted(requestId, orderId);
    }

    private static String error(JsonNode answer) {
        return answer.path("line").asText() + " "
                + answer.path("problem").path("code").textValue();
    }

    private static List<JsonNode> answers(String body) throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : body.lines().toList()) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }
}
