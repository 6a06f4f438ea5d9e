package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Role;
import dev.docket.api.problem.DocumentedCodes;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How callers are known, and ways around it that were tried. */
@QuarkusTest
@Tag("service")
@TestProfile(AccessProfile.class)
@Timeout(120)
class CallersTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void a_refusal_says_what_to_send_and_never_what_was_sent() throws Exception {
        HttpResponse<String> none = get("/v1/rules");
        assertThat(none.statusCode()).isEqualTo(401);
        assertThat(none.headers().firstValue("WWW-Authenticate")).contains("Bearer realm=\"docket\"");
        assertThat(none.body()).contains("\"code\":\"unauthenticated\"", "./docket keys create");
        assertThat(DocumentedCodes.isExplained("unauthenticated")).isTrue();

        HttpResponse<String> wrong = get("/v1/rules", "Authorization", "Bearer dk_ABCDEFGH_geheim");
        assertThat(wrong.body()).contains("\"code\":\"wrong-credentials\"").doesNotContain("geheim");
        assertThat(wrong.headers().firstValue("WWW-Authenticate").orElseThrow()).contains("error=\"invalid_token\"");

        String key = key("reader", Role.OPERATE);
        HttpResponse<String> forbidden = get("/v1/decisions", "Authorization", "Bearer " + key);
        assertThat(forbidden.statusCode()).isEqualTo(403);
        assertThat(forbidden.body())
                .contains("It takes the role AUTHOR or APPROVE or AUDIT; key:reader/", " has OPERATE.")
                .doesNotContain(key.substring(12));
    }

    @Test
    void an_expired_key_is_told_since_when_and_only_to_who_has_it() throws Exception {
        String expired = AccessProfile.keys().expired("expired-one", Role.DECIDE);
        // The service has it once a key that was made later is good.
        key("later", Role.DECIDE);

        assertThat(get("/v1/rules", "Authorization", "Bearer " + expired).body())
                .contains("\"code\":\"expired-credentials\"", "It was good until 20");
    }

    @Test
    void a_revoked_key_is_refused_within_seconds_and_its_successor_is_not() throws Exception {
        String key = key("to-be-revoked", Role.DECIDE);
        AccessProfile.keys().revoke("to-be-revoked");
        while (get("/v1/rules", "Authorization", "Bearer " + key).statusCode() != 401) {
            Thread.sleep(50);
        }
        String next = key("to-be-revoked", Role.DECIDE);

        assertThat(get("/v1/rules", "Authorization", "Bearer " + key).statusCode())
                .isEqualTo(401);
        assertThat(get("/v1/rules", "Authorization", "bearer " + next).statusCode())
                .isEqualTo(200);
    }

    @Test
    void the_answer_and_the_record_say_who_called_in_which_call() throws Exception {
        String key = key("erp-live", Role.DECIDE);
        String label = "key:erp-live/" + key.substring(3, 11);
        HttpResponse<String> decided = post(
                "/v1/decisions",
                order("access-1"),
                "Authorization",
                "Bearer " + key,
                "Content-Type",
                "application/json",
                "X-Request-Id",
                "erp-call-1",
                // Nobody is who a header says.
                "X-Caller",
                "somebody-else");
        assertThat(decided.statusCode()).isEqualTo(201);
        assertThat(decided.headers().firstValue("Docket-Caller")).contains(label);

        String id =
                new ObjectMapper().readTree(decided.body()).path("decisionId").textValue();
        String header = get("/v1/decisions/" + id + "/proof", "Authorization", "Bearer " + key)
                .body();
        assertThat(header).contains("\"caller\":\"" + label + "\"", "\"call\":\"erp-call-1\"");

        HttpResponse<String> outcome = post(
                "/v1/decisions/" + id + "/outcome",
                "{\"outcome\":\"RELEASED\",\"reason\":\"seen\"}",
                "Authorization",
                "Bearer " + key,
                "Content-Type",
                "application/json");
        assertThat(outcome.body()).contains("\"caller\":\"" + label + "\"");
    }

    @Test
    void credentials_that_come_twice_or_in_another_place_are_none() throws Exception {
        String key = key("twice", Role.DECIDE);

        assertThat(get("/v1/rules", "Authorization", "Bearer " + key, "Authorization", "Bearer " + key)
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/v1/rules?access_token=" + key).statusCode()).isEqualTo(401);
        assertThat(get("/v1/rules", "X-API-Key", key).statusCode()).isEqualTo(401);
        assertThat(get("/v1/rules", "Cookie", "Authorization=Bearer " + key).statusCode())
                .isEqualTo(401);
    }

    /** The gate and the framework must read a path alike, or one role could be had for another. */
    @Test
    void a_path_written_in_another_way_opens_nothing() throws Exception {
        String decider = key("decider", Role.DECIDE);
        for (String path : List.of(
                "/v1/decisions/export.csv;a=b",
                "/v1/decisions/export.ndjson;",
                "/v1/decisions;a=b/export.csv",
                "/v1/decisions/export%2Ecsv",
                "/v1/decisions/%65xport.csv",
                "/v1/decisions/export.csv/",
                "/v1/decisions//export.csv",
                "//v1/decisions/export.csv",
                "/v1/decisions/./export.csv",
                "/v1/decisions/x/../export.csv",
                "/v1/decisions/x/%2e%2e/export.csv",
                "/v1/decisions/export.csv%3Ba",
                "/v1/decisions/export.csv%00",
                "/v1/decisions/export.csv%20",
                "/v1/decisions%2Fexport.csv",
                "/v1\\decisions\\export.csv",
                "/V1/decisions/export.csv",
                "/v1/decisions;",
                "/v1/decisions/",
                "/q/metrics;a=b",
                "/q/health/../metrics",
                "/q//metrics",
                "/q/metrics/",
                "/q/metrics/x",
                "/q/health;a/../metrics")) {
            String answer = raw("GET", path, decider);
            assertThat(answer).as(path).doesNotContain("decisionId,requestId", "\"decisions\":[", "docket_decisions");
            assertThat(answer.split(" ")[1]).as(path).isIn("400", "403", "404", "405");
        }
        for (String path : List.of(
                "/v1/bundle/activate;a=b", "/v1/bundle;x/activate", "/v1/bundle//activate", "/v1/bundle/./activate")) {
            assertThat(raw("POST", path, decider).split(" ")[1]).as(path).isIn("400", "403", "404", "405");
        }
    }

    @Test
    void what_the_contract_does_not_list_is_not_there_whoever_asks() throws Exception {
        String all = key("all", Role.values());
        for (String path :
                List.of("/bench/echo", "/q/dev", "/q/info", "/", "/v1", "/index.html", "/q/health/group/x")) {
            assertThat(raw("GET", path, all).split(" ")[1]).as(path).isEqualTo("404");
            assertThat(raw("GET", path, "").split(" ")[1]).as(path).isEqualTo("404");
            assertThat(raw("POST", path, all).split(" ")[1]).as(path).isEqualTo("404");
        }
    }

    @Test
    void a_page_of_another_site_decides_nothing_through_the_browser_of_somebody_who_may() throws Exception {
        String key = key("browser", Role.DECIDE);
        assertThat(post(
                                "/v1/decisions",
                                order("csrf-1"),
                                "Authorization",
                                "Bearer " + key,
                                "Content-Type",
                                "application/json",
                                "Origin",
                                "https://evil.example")
                        .statusCode())
                .isEqualTo(403);
        for (String type :
                List.of("text/plain", "application/x-www-form-urlencoded", "multipart/form-data; boundary=x")) {
            assertThat(post("/v1/decisions", order("csrf-2"), "Authorization", "Bearer " + key, "Content-Type", type)
                            .statusCode())
                    .isEqualTo(415);
        }
        HttpResponse<String> preflight = client.send(
                HttpRequest.newBuilder(service.resolve("/v1/decisions"))
                        .header("Origin", "https://evil.example")
                        .header("Access-Control-Request-Method", "POST")
                        .method("OPTIONS", BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(preflight.statusCode()).isBetween(400, 499);
        assertThat(preflight.headers().map()).doesNotContainKey("access-control-allow-origin");
    }

    private String key(String name, Role... roles) throws Exception {
        String key = AccessProfile.keys().create(name, roles);
        while (get("/v1/bundle", "Authorization", "Bearer " + key).statusCode() != 200) {
            Thread.sleep(50);
        }
        return key;
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (headers.length > 0) {
            request.headers(headers);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String body, String... headers) throws Exception {
        return client.send(
                HttpRequest.newBuilder(service.resolve(path))
                        .headers(headers)
                        .POST(BodyPublishers.ofString(body))
                        .build(),
                BodyHandlers.ofString());
    }

    /** The status line and the rest of the answer; the path goes out as it is. */
    private String raw(String method, String path, String key) throws Exception {
        try (var socket = new Socket(service.getHost(), service.getPort())) {
            String head =
                    method + " " + path + " HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\nConnection: close\r\n"
                            + (key.isEmpty() ? "" : "Authorization: Bearer " + key + "\r\n") + "\r\n";
            socket.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static String order(String requestId) throws Exception {
        return Files.readString(Path.of("api-spec/examples/order-minimal.json"))
                .replaceFirst("\"requestId\"\\s*:\\s*\"[^\"]+\"", "\"requestId\": \"" + requestId + "\"");
    }
}
