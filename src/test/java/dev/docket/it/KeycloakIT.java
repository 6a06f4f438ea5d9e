package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.Keycloak;
import dev.docket.fixture.ServiceProcess;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that believes a real Keycloak, set up as docs/access.md says. */
@Timeout(600)
@SuppressWarnings("NullAway.Init") // JUnit and start() set them
class KeycloakIT {
    private static final String SECRET = "only-for-this-test";
    private static final Pattern FORM = Pattern.compile("action=\"([^\"]+)\"");

    @TempDir
    private static Path folder;

    private static Keycloak keycloak;
    private static ServiceProcess service;

    private final HttpClient client = HttpClient.newHttpClient();

    @BeforeAll
    static void start() throws Exception {
        var distribution = Keycloak.distribution();
        assumeTrue(
                distribution.isPresent(),
                "Keycloak is not here: mvn verify -Pkeycloak fetches it, -Ddocket.keycloak=FOLDER names it");
        keycloak = Keycloak.start(distribution.orElseThrow(), folder.resolve("keycloak.log"));
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("docket.access.oidc.login-secret"), SECRET + "\n");
        Path config = Files.writeString(folder.resolve("docket.yaml"), """
                docket:
                  access:
                    authentication: required
                    oidc:
                      issuer: "%s"
                      audience: docket
                      role-claim: realm_access/roles
                      roles: [order-systems=DECIDE, auditors=AUDIT]
                      login-client: docket-login
                      login-url: "http://127.0.0.1/v1/login"
                """.formatted(keycloak.realm()));
        service = ServiceProcess.startConfigured(folder.resolve("data"), config, secrets);
    }

    @AfterAll
    static void stop() {
        Stream.of(service, keycloak).filter(one -> one != null).forEach(KeycloakIT::close);
    }

    @Test
    void a_system_decides_with_its_token_and_the_record_names_it() throws Exception {
        HttpResponse<String> decided = decide(token("erp"));

        assertThat(decided.statusCode()).as(decided.body()).isEqualTo(201);
        assertThat(decided.headers().firstValue("Docket-Caller").orElseThrow()).startsWith("user:service-account-erp/");
    }

    @Test
    void a_token_gives_no_other_role_and_one_that_is_meant_for_another_service_gives_none() throws Exception {
        assertThat(get("/v1/decisions", "Authorization", "Bearer " + token("erp"))
                        .statusCode())
                .isEqualTo(403);
        assertThat(decide(token("billing")).statusCode()).isEqualTo(401);
    }

    @Test
    void a_person_logs_in_at_the_provider_and_has_the_roles_that_it_says() throws Exception {
        HttpResponse<String> begun = get("/v1/login");
        HttpResponse<String> page = client.send(
                HttpRequest.newBuilder(URI.create(
                                begun.headers().firstValue("Location").orElseThrow()))
                        .build(),
                BodyHandlers.ofString());
        Matcher form = FORM.matcher(page.body());
        assertThat(form.find()).as(page.body()).isTrue();
        // Keycloak's cookies are for secure places only. A browser takes loopback for one, Java's cookie manager does
        // not.
        HttpResponse<String> sent = client.send(
                HttpRequest.newBuilder(URI.create(form.group(1).replace("&amp;", "&")))
                        .headers("Content-Type", "application/x-www-form-urlencoded", "Cookie", cookies(page))
                        .POST(BodyPublishers.ofString("username=ada&password=" + SECRET))
                        .build(),
                BodyHandlers.ofString());
        String back = sent.headers().firstValue("Location").orElseThrow(() -> new AssertionError(sent.body()));
        assertThat(back).startsWith("http://127.0.0.1/v1/login?");

        HttpResponse<String> loggedIn = get("/v1/login?" + URI.create(back).getRawQuery(), "Cookie", cookies(begun));

        assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(302);
        HttpResponse<String> caller = get("/v1/caller", "Cookie", cookies(loggedIn));
        assertThat(caller.body()).contains("user:ada", "[\"AUDIT\"]");
        assertThat(get("/v1/decisions", "Cookie", cookies(loggedIn)).statusCode())
                .isEqualTo(200);
    }

    private static void close(AutoCloseable one) {
        try {
            one.close();
        } catch (Exception failure) {
            throw new IllegalStateException(failure);
        }
    }

    private String token(String system) throws Exception {
        HttpResponse<String> answer = client.send(
                HttpRequest.newBuilder(URI.create(keycloak.realm() + "/protocol/openid-connect/token"))
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(BodyPublishers.ofString(
                                "grant_type=client_credentials&client_id=" + system + "&client_secret=" + SECRET))
                        .build(),
                BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
        return new ObjectMapper().readTree(answer.body()).path("access_token").textValue();
    }

    private HttpResponse<String> decide(String token) throws IOException, InterruptedException {
        return client.send(
                HttpRequest.newBuilder(service.uri().resolve("/v1/decisions"))
                        .headers("Content-Type", "application/json", "Authorization", "Bearer " + token)
                        .POST(BodyPublishers.ofFile(Path.of("api-spec/examples/order-minimal.json")))
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpResponse<String> get(String path, String... headers) throws IOException, InterruptedException {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.uri() + path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private static String cookies(HttpResponse<?> answer) {
        List<String> set = answer.headers().allValues("Set-Cookie");
        return set.stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }
}
