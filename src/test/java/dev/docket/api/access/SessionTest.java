package dev.docket.api.access;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Role;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** People who show an API key in a browser. */
@QuarkusTest
@Tag("service")
@TestProfile(AccessProfile.class)
@Timeout(120)
class SessionTest {
    private final HttpClient client = HttpClient.newHttpClient();

    @Inject
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    MeterRegistry registry;

    @TestHTTPResource("/")
    @SuppressWarnings("NullAway.Init") // Quarkus sets it
    private URI service;

    @Test
    void a_session_has_the_roles_of_its_key_and_ends_with_it_or_when_somebody_logs_out() throws Exception {
        String key = AccessProfile.keys().create("auditor-at-console", Role.AUDIT);
        HttpResponse<String> refused = get("/console/decisions", "");
        assertThat(refused.statusCode()).isEqualTo(401);
        assertThat(refused.headers().allValues("Referrer-Policy"))
                .as("with no-referrer, browsers hide the origin of this page's form")
                .containsExactly("same-origin");
        assertThat(refused.body()).contains("Please log in").doesNotContain("href=\"/console/rules\"");

        HttpResponse<String> opened = open(key, own());
        while (opened.statusCode() == 401) { // The service has not read the new key yet.
            Thread.sleep(100);
            opened = open(key, own());
        }
        assertThat(opened.statusCode()).isEqualTo(303);
        String set = opened.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(set).contains("HTTPOnly", "SameSite=Strict", "Path=/").doesNotContain(key);
        String cookie = set.substring(0, set.indexOf(';'));

        HttpResponse<String> page = get("/console/decisions", cookie);
        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Docket-Caller"))
                .hasValueSatisfying(caller -> assertThat(caller).startsWith("key:auditor-at-console/"));
        assertThat(post("/v1/bundle/activate", cookie, own()).statusCode()).isEqualTo(403);

        String other = AccessProfile.keys().create("operator-at-console", Role.OPERATE);
        HttpResponse<String> second = open(other, own());
        while (second.statusCode() == 401) {
            Thread.sleep(100);
            second = open(other, own());
        }
        String operator =
                second.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(get("/console/decisions", operator).statusCode()).isEqualTo(403);
        assertThat(get("/console/rules", operator).body())
                .contains("href=\"/console/rules\"")
                .doesNotContain("href=\"/console/decisions\"");

        assertThat(post("/console/logout", cookie, own()).statusCode()).isEqualTo(303);
        assertThat(get("/console/decisions", cookie).statusCode()).isEqualTo(401);
        AccessProfile.keys().revoke("operator-at-console");
        while (get("/console/rules", operator).statusCode() == 200) {
            Thread.sleep(100);
        }
        assertThat(get("/console/rules", operator).statusCode()).isEqualTo(401);
    }

    @Test
    void a_page_of_another_site_can_neither_log_in_nor_use_a_session() throws Exception {
        String key = AccessProfile.keys().create("visitor-of-two-sites", Role.AUDIT);
        HttpResponse<String> opened = open(key, own());
        while (opened.statusCode() == 401) {
            Thread.sleep(100);
            opened = open(key, own());
        }
        String cookie = opened.headers().firstValue("Set-Cookie").orElseThrow().replaceFirst(";.*", "");
        assertThat(open(key, "https://evil.example").statusCode()).isEqualTo(403);
        assertThat(post("/console/decisions", cookie, "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(post("/console/decisions", cookie, "").statusCode()).isEqualTo(403);
        assertThat(post("/console/decisions", cookie, own()).statusCode()).isEqualTo(303);
    }

    @Test
    void whoever_guesses_keys_at_the_login_is_counted_among_the_refused() throws Exception {
        double before = refusedForWrongCredentials();
        assertThat(open(AccessProfile.keys().create("another-service", Role.AUDIT) + "x", own())
                        .statusCode())
                .isEqualTo(401);
        assertThat(open("no-key", own()).statusCode()).isEqualTo(401);
        assertThat(refusedForWrongCredentials()).isEqualTo(before + 2);
    }

    private double refusedForWrongCredentials() {
        return registry.get("docket.refusals")
                .tag("reason", "WRONG_CREDENTIALS")
                .counter()
                .count();
    }

    @Test
    void nobody_is_sent_to_another_site_after_the_login() throws Exception {
        String key = AccessProfile.keys().create("lured", Role.AUDIT);
        HttpResponse<String> opened = open(key, own(), "//evil.example/console");
        while (opened.statusCode() == 401) {
            Thread.sleep(100);
            opened = open(key, own(), "//evil.example/console");
        }
        assertThat(opened.headers().firstValue("Location").orElseThrow())
                .endsWith("/console")
                .doesNotContain("evil");
    }

    private String own() {
        return "http://" + service.getAuthority();
    }

    private HttpResponse<String> open(String key, String origin) throws Exception {
        return open(key, origin, "/console/rules");
    }

    private HttpResponse<String> open(String key, String origin, String next) throws Exception {
        return client.send(
                HttpRequest.newBuilder(service.resolve("/console/login"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", origin)
                        .POST(BodyPublishers.ofString(
                                "key=" + key + "&next=" + URLEncoder.encode(next, StandardCharsets.UTF_8)))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String cookie) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path));
        if (!cookie.isEmpty()) {
            request.header("Cookie", cookie);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> post(String path, String cookie, String origin) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(service.resolve(path))
                .header("Cookie", cookie)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(BodyPublishers.ofString("q="));
        if (!origin.isEmpty()) {
            request.header("Origin", origin);
        }
        return client.send(request.build(), BodyHandlers.ofString());
    }
}
