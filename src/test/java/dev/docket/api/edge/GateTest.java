package dev.docket.api.edge;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ServedOperation;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Who a request is for and from, over raw sockets: no client sends such requests by itself. */
@QuarkusTest
@Tag("service")
@Timeout(60)
class GateTest {
    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // the test framework fills it in
    URI service;

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "LOCALHOST:8080", "127.0.0.1", "[::1]:8080", "10.1.2.3:80", "localhost."})
    void an_address_and_localhost_are_answered_for(String host) throws IOException {
        assertThat(sent("GET", "/v1/bundle", "Host: " + host)).startsWith("HTTP/1.1 200");
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "localhost.evil.example", "127.0.0.1.nip.io"})
    void a_name_that_could_be_anybodys_is_refused_everywhere(String host) throws IOException {
        for (String path : List.of("/v1/bundle", "/q/health/ready", "/q/metrics", "/openapi", "/nothing")) {
            assertThat(sent("GET", path, "Host: " + host))
                    .startsWith("HTTP/1.1 421")
                    .contains("application/problem+json", "\"code\":\"unknown-host\"");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"Host: a b", "Host: [", "Host: x:y:z", "Host: <script>", "Host:", "X: y", "Host: a\r\nHost: b"})
    void a_bad_host_is_a_plain_problem(String header) throws IOException {
        assertThat(sent("GET", "/v1/bundle", header))
                .startsWith("HTTP/1.1 400")
                .contains("\"code\":\"bad-host\"")
                .doesNotContain("html")
                .doesNotContain("io.quarkus")
                .doesNotContain("\tat ");
    }

    @ParameterizedTest
    @CsvSource({
        "http://evil.example, 403",
        "null, 403",
        "http://localhost:3000, 403",
        "https://localhost, 403",
        "http://localhost:8080, 404",
    })
    void a_page_of_another_site_cannot_replay_even_without_a_body(String origin, int status) throws IOException {
        assertThat(sent(
                        "POST",
                        "/v1/decisions/d-1/replay",
                        "Host: localhost:8080\r\nContent-Length: 0\r\nOrigin: " + origin))
                .startsWith("HTTP/1.1 " + status);
    }

    @Test
    void a_page_of_another_site_can_post_nothing_whatever_the_operation() throws IOException {
        List<ServedOperation> posts =
                ServedOperation.all().stream().filter(ServedOperation::isPost).toList();
        assertThat(posts).hasSizeGreaterThan(25);
        for (ServedOperation post : posts) {
            for (String foreign : List.of("Host: evil.example", "Host: localhost\r\nOrigin: http://evil.example")) {
                String type = "\r\nContent-Type: " + post.mediaType() + "\r\nContent-Length: 0";
                assertThat(sent("POST", post.pathWith("d-1"), foreign + type))
                        .as(post.id())
                        .containsPattern("^HTTP/1.1 (421|403) ")
                        .containsPattern("unknown-host|foreign-origin");
            }
        }
    }

    @Test
    void a_form_is_refused_that_does_not_say_how_long_it_is() throws IOException {
        assertThat(
                        sent(
                                "POST",
                                "/console/decisions",
                                "Host: localhost\r\nTransfer-Encoding: chunked\r\nContent-Type: application/x-www-form-urlencoded"))
                .startsWith("HTTP/1.1 411")
                .contains("length-required");
    }

    @Test
    void every_answer_says_how_a_browser_is_to_treat_it() throws IOException {
        for (String path : List.of("/v1/bundle", "/v1/decisions/d-1", "/q/health/live", "/nothing", "/v1/rules?x=y")) {
            assertThat(sent("GET", path, "Host: localhost"))
                    .containsIgnoringCase("X-Content-Type-Options: nosniff")
                    .containsIgnoringCase("Content-Security-Policy: default-src 'none'");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v1/%zz", "/v1/decisions/%ff%fe", "//", "/..", "/q/nothing", "*"})
    void an_odd_path_gets_no_page_of_the_framework(String path) throws IOException {
        assertThat(sent("GET", path, "Host: localhost"))
                .startsWith("HTTP/1.1 40")
                .containsPattern("application/problem\\+json|content-length: 0")
                .doesNotContain("html")
                .doesNotContain("\tat ");
    }

    @Test
    void metrics_have_no_ids_and_do_not_grow_with_what_callers_ask() throws IOException {
        sent("GET", "/v1/bundle", "Host: localhost");
        List<String> before = series();
        for (int i = 0; i < 150; i++) {
            String odd = UUID.randomUUID().toString();
            sent("GET", "/v1/decisions/" + odd + "/replay", "Host: localhost");
            sent("GET", "/odd/" + odd, "Host: localhost");
            sent("M" + i, "/v1/decisions/" + odd, "Host: localhost");
        }
        sent("GET", "/v1/taxonomy", "Host: localhost");

        List<String> series = series();

        // Other tests have called other resources before: what counts is what 450 odd requests add.
        assertThat(series).hasSizeLessThanOrEqualTo(before.size() + 6);
        assertThat(series).noneMatch(line -> line.matches(".*[0-9a-f]{8}-[0-9a-f]{4}.*"));
        assertThat(series).noneMatch(line -> line.matches(".*method=\"M\\d.*"));
        assertThat(series).anyMatch(line -> line.contains("uri=\"/v1/taxonomy\""));
    }

    private List<String> series() throws IOException {
        return sent("GET", "/q/metrics", "Host: localhost")
                .lines()
                .filter(line -> line.startsWith("http_server_requests_seconds_count"))
                .toList();
    }

    private String sent(String method, String path, String headers) throws IOException {
        try (Socket socket = new Socket(service.getHost(), service.getPort())) {
            socket.setSoTimeout(20_000);
            socket.getOutputStream()
                    .write((method + " " + path + " HTTP/1.1\r\n" + headers + "\r\nConnection: close\r\n\r\n")
                            .getBytes(US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), US_ASCII);
        }
    }
}
