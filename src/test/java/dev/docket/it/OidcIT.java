package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Role;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.TestIssuer;
import dev.docket.fixture.TestKeys;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A service that believes an identity provider, and ways to be believed without it that were tried. */
@Timeout(300)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class) // the provider is away at first
@SuppressWarnings("NullAway.Init") // JUnit and start() set them
class OidcIT {
    private static final String ADA = "user:ada@example.com/77-ada";

    @TempDir
    private static Path folder;

    private static TestIssuer issuer;
    private static ServiceProcess service;
    private static String apiKey;
    private static int orders;

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @BeforeAll
    static void start() throws Exception {
        issuer = new TestIssuer();
        Path data = folder.resolve("data");
        apiKey = new TestKeys(data).create("erp-live", Role.DECIDE);
        Path secrets = Files.createDirectory(folder.resolve("secrets"));
        Files.writeString(secrets.resolve("docket.access.oidc.login-secret"), TestIssuer.SECRET + "\n");
        Path config = Files.writeString(
                folder.resolve("docket.yaml"), """
                docket:
                  access:
                    authentication: required
                    oidc:
                      issuer: "%s"
                      audience: "%s"
                      role-claim: realm_access/roles
                      roles: [order-systems=DECIDE, auditors=AUDIT]
                      login-client: "%s"
                      login-url: "http://127.0.0.1/v1/login"
                """.formatted(issuer.uri(), TestIssuer.AUDIENCE, TestIssuer.CLIENT));
        service = ServiceProcess.startConfigured(data, config, secrets);
    }

    @AfterAll
    static void stop() {
        service.close();
        issuer.close();
    }

    @Test
    @Order(1)
    void the_service_starts_while_the_provider_is_away_lets_keys_in_and_nobody_with_a_token() throws Exception {
        assertThat(issuer.asked()).isEmpty();
        HttpResponse<String> refused = get("/v1/rules", bearer(issuer.token(issuer.claims())));
        assertThat(refused.statusCode()).isEqualTo(503);
        assertThat(refused.body()).contains("\"code\":\"access-unavailable\"");
        assertThat(get("/v1/rules", bearer(apiKey)).statusCode()).isEqualTo(200);
        assertThat(get("/v1/login").statusCode()).isEqualTo(503);

        issuer.begin();
        String token = issuer.token(issuer.claims());
        while (get("/v1/rules", bearer(token)).statusCode() != 200) {
            Thread.sleep(100);
        }
        assertThat(log())
                .containsOnlyOnce("the identity provider fails (verifying tokens and sessions)")
                .containsOnlyOnce("the identity provider works again");
    }

    @Test
    @Order(2)
    void a_token_has_the_roles_that_its_claim_is_mapped_to_and_the_record_says_whose_it_was() throws Exception {
        HttpResponse<String> decided = decide(bearer(issuer.token(issuer.claims())));
        assertThat(decided.statusCode()).isEqualTo(201);
        assertThat(decided.headers().firstValue("Docket-Caller")).contains("user:erp/3f1c-erp");
        String id =
                new ObjectMapper().readTree(decided.body()).path("decisionId").textValue();
        assertThat(get("/v1/decisions/" + id + "/proof", bearer(issuer.token(issuer.claims())))
                        .body())
                .contains("\"caller\":\"user:erp/3f1c-erp\"");

        assertThat(get("/v1/decisions", bearer(issuer.token(issuer.claims()))).statusCode())
                .isEqualTo(403);
        for (Consumer<Map<String, Object>> change : List.<Consumer<Map<String, Object>>>of(
                claims -> claims.put("realm_access", Map.of("roles", List.of("OPERATE", "DECIDE", "unknown"))),
                claims -> claims.remove("realm_access"),
                // Claims that other services read.
                claims -> {
                    claims.remove("realm_access");
                    claims.put("roles", List.of("order-systems", "DECIDE"));
                    claims.put("groups", List.of("order-systems", "DECIDE"));
                    claims.put("scope", "order-systems DECIDE");
                    claims.put("resource_access", Map.of("docket", Map.of("roles", List.of("order-systems"))));
                })) {
            Map<String, Object> claims = issuer.claims();
            change.accept(claims);
            HttpResponse<String> refused = decide(bearer(issuer.token(claims)));
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.body()).contains("has none.");
        }
        assertThat(get("/v1/caller", bearer(apiKey)).body()).contains("key:erp-live/");
    }

    @Test
    @Order(3)
    void a_token_that_is_not_the_providers_or_not_for_this_service_is_refused() throws Exception {
        assertThat(get("/v1/caller", bearer(issuer.token(issuer.claims()))).statusCode())
                .isEqualTo(200);
        SortedMap<String, Integer> let = new TreeMap<>();
        for (var forged : forged().entrySet()) {
            HttpResponse<String> answer = get("/v1/caller", bearer(forged.getValue()));
            if (answer.statusCode() != 401 || !answer.body().contains("wrong-credentials")) {
                let.put(forged.getKey(), answer.statusCode());
            }
        }
        assertThat(let).isEmpty();
        assertThat(issuer.asked()).as("nobody asks the provider about a token").doesNotContain("/introspect");
        assertThat(log()).doesNotContain("eyJ", "\tat ");
    }

    private static Map<String, String> forged() throws Exception {
        var stranger = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        Map<String, Object> header = Map.of("alg", "RS256", "typ", "JWT", "kid", TestIssuer.KEY_ID);
        Map<String, Object> claims = issuer.claims();
        String good = issuer.token(claims);
        Map<String, String> forged = new LinkedHashMap<>();
        long now = Instant.now().getEpochSecond();
        forged.put("expired", changed("exp", now - 60));
        forged.put("not yet valid", changed("nbf", now + 120));
        forged.put("without an end", without("exp"));
        forged.put("without a beginning", without("iat"));
        forged.put("for another service", changed("aud", "billing"));
        forged.put("for the login", changed("aud", TestIssuer.CLIENT));
        forged.put("for nobody", without("aud"));
        forged.put("of another provider", changed("iss", "https://login.example.com"));
        forged.put("of no provider", without("iss"));
        forged.put("of a name that begins alike", changed("iss", issuer.uri() + "/"));
        forged.put("about nobody", without("sub"));
        forged.put("about somebody unprintable", changed("sub", "a\nb"));
        forged.put("a refresh token", changed("typ", "Refresh"));
        forged.put("signed by a stranger", TestIssuer.signed(header, claims, stranger.getPrivate()));
        forged.put(
                "with an unknown key",
                TestIssuer.signed(Map.of("alg", "RS256", "kid", "key-2"), claims, stranger.getPrivate()));
        forged.put("without a key", TestIssuer.signed(Map.of("alg", "RS256"), claims, stranger.getPrivate()));
        forged.put(
                "that brings its key along",
                TestIssuer.signed(
                        Map.of(
                                "alg",
                                "RS256",
                                "jwk",
                                Map.of(
                                        "kty",
                                        "RSA",
                                        "e",
                                        "AQAB",
                                        "n",
                                        Base64.getUrlEncoder()
                                                .encodeToString(
                                                        ((java.security.interfaces.RSAPublicKey) stranger.getPublic())
                                                                .getModulus()
                                                                .toByteArray()))),
                        claims,
                        stranger.getPrivate()));
        forged.put(
                "that says where its key is",
                TestIssuer.signed(
                        Map.of("alg", "RS256", "jku", issuer.uri() + "/keys"), claims, stranger.getPrivate()));
        forged.put("unsigned", TestIssuer.content(Map.of("alg", "none"), claims) + ".");
        forged.put(
                "unsigned, in capitals",
                TestIssuer.content(Map.of("alg", "NONE", "kid", TestIssuer.KEY_ID), claims) + ".");
        forged.put("signed with the public key", hmac(issuer.publicKey().getEncoded()));
        forged.put(
                "signed with the public key as text",
                hmac(("-----BEGIN PUBLIC KEY-----\n"
                                + Base64.getMimeEncoder(64, new byte[] {'\n'})
                                        .encodeToString(issuer.publicKey().getEncoded())
                                + "\n-----END PUBLIC KEY-----\n")
                        .getBytes(StandardCharsets.US_ASCII)));
        forged.put("with other claims", other(good));
        forged.put("without its signature", good.substring(0, good.lastIndexOf('.') + 1));
        forged.put("half", good.substring(0, good.length() / 2));
        forged.put("opaque", "let-me-in");
        forged.put("of too many parts", good + ".x");
        return forged;
    }

    private static String changed(String claim, Object value) throws Exception {
        Map<String, Object> claims = issuer.claims();
        claims.put(claim, value);
        return issuer.token(claims);
    }

    private static String without(String claim) throws Exception {
        Map<String, Object> claims = issuer.claims();
        claims.remove(claim);
        return issuer.token(claims);
    }

    private static String hmac(byte[] key) throws Exception {
        String content = TestIssuer.content(Map.of("alg", "HS256", "kid", TestIssuer.KEY_ID), issuer.claims());
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return content + "."
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(mac.doFinal(content.getBytes(StandardCharsets.US_ASCII)));
    }

    /** A good signature under other words. */
    private static String other(String good) throws IOException {
        Map<String, Object> claims = issuer.claims();
        claims.put("sub", "77-ada");
        return TestIssuer.content(Map.of("alg", "RS256", "kid", TestIssuer.KEY_ID), claims)
                + good.substring(good.lastIndexOf('.'));
    }

    @Test
    @Order(4)
    void a_browser_logs_in_by_way_of_the_provider_and_only_pages_of_this_service_can_use_it() throws Exception {
        HttpResponse<String> begun = get("/v1/login");
        String away = begun.headers().firstValue("Location").orElseThrow();
        assertThat(begun.statusCode()).isEqualTo(302);
        assertThat(away).startsWith(issuer.uri() + "/authorize?").contains("code_challenge_method=S256", "nonce=");
        assertThat(setCookies(begun))
                .allMatch(cookie -> cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"));
        String state = cookies(begun);

        HttpResponse<String> there =
                client.send(HttpRequest.newBuilder(URI.create(away)).build(), BodyHandlers.ofString());
        String back =
                URI.create(there.headers().firstValue("Location").orElseThrow()).getRawQuery();
        assertThat(get("/v1/login?" + back).statusCode())
                .as("in another browser")
                .isIn(302, 401);
        assertThat(get("/v1/login?" + back.replaceFirst("state=[^&]{3}", "state=xxx"), "Cookie", state)
                        .statusCode())
                .as("of another login")
                .isIn(302, 401);

        HttpResponse<String> loggedIn = get("/v1/login?" + back, "Cookie", state);
        assertThat(loggedIn.statusCode()).as(loggedIn.body()).isEqualTo(302);
        List<String> session = setCookies(loggedIn).stream()
                .filter(cookie -> cookie.startsWith("q_session"))
                .toList();
        assertThat(session)
                .isNotEmpty()
                .allMatch(cookie -> cookie.contains("HTTPOnly") && cookie.contains("SameSite=Lax"))
                .noneMatch(cookie -> cookie.contains("eyJhbGciOiJSUzI1NiI"));
        String cookie = cookies(loggedIn);

        assertThat(get("/v1/caller", "Cookie", cookie).body()).contains(ADA, "[\"DECIDE\",\"AUDIT\"]");
        assertThat(get("/v1/login", "Cookie", cookie).statusCode()).isEqualTo(303);
        assertThat(get("/v1/login?" + back, "Cookie", state).statusCode())
                .as("a code that was used")
                .isIn(302, 401);
        String own = "http://" + service.uri().getAuthority();
        HttpResponse<String> decided = decide("Cookie", cookie, "Origin", own);
        assertThat(decided.statusCode()).isEqualTo(201);
        assertThat(decided.headers().firstValue("Docket-Caller")).contains(ADA);

        assertThat(decide("Cookie", cookie, "Origin", "https://evil.example").statusCode())
                .isEqualTo(403);
        assertThat(decide("Cookie", cookie, "Origin", "null").statusCode()).isEqualTo(403);
        assertThat(decide("Cookie", cookie).statusCode()).isEqualTo(403);
        assertThat(decide("Cookie", cookie, "Sec-Fetch-Site", "cross-site", "Sec-Fetch-Mode", "navigate")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/decisions", "Cookie", cookie, "Sec-Fetch-Site", "cross-site")
                        .statusCode())
                .isEqualTo(403);
        assertThat(get("/v1/caller", "Cookie", altered(cookie)).statusCode()).isEqualTo(401);
        assertThat(get("/v1/caller", "Cookie", "q_session_login=" + issuer.token(issuer.claims()))
                        .statusCode())
                .isEqualTo(401);
        assertThat(get("/v1/caller", "Cookie", cookie, "Authorization", "Bearer let-me-in")
                        .statusCode())
                .as("a token that is sent counts")
                .isEqualTo(401);

        HttpResponse<String> forgotten = client.send(
                HttpRequest.newBuilder(service.uri().resolve("/v1/logout"))
                        .headers("Cookie", cookie, "Origin", own)
                        .POST(BodyPublishers.noBody())
                        .build(),
                BodyHandlers.ofString());
        assertThat(forgotten.statusCode()).isEqualTo(204);
        assertThat(setCookies(forgotten)).isNotEmpty().allMatch(each -> each.contains("Max-Age=0"));
    }

    @Test
    @Order(5)
    void without_the_provider_tokens_that_its_known_keys_signed_go_on_and_others_are_refused() throws Exception {
        issuer.close();

        assertThat(get("/v1/caller", bearer(issuer.token(issuer.claims()))).statusCode())
                .isEqualTo(200);
        var stranger = KeyPairGenerator.getInstance("RSA").generateKeyPair();
        String unknown =
                TestIssuer.signed(Map.of("alg", "RS256", "kid", "key-3"), issuer.claims(), stranger.getPrivate());
        assertThat(get("/v1/caller", bearer(unknown)).statusCode()).isIn(401, 503);
        assertThat(get("/v1/caller", bearer(apiKey)).statusCode()).isEqualTo(200);
    }

    private static String altered(String cookie) {
        int middle = cookie.length() / 2;
        char other = cookie.charAt(middle) == 'A' ? 'B' : 'A';
        return cookie.substring(0, middle) + other + cookie.substring(middle + 1);
    }

    private static String[] bearer(String credential) {
        return new String[] {"Authorization", "Bearer " + credential};
    }

    private static List<String> setCookies(HttpResponse<?> answer) {
        return answer.headers().allValues("Set-Cookie");
    }

    private static String cookies(HttpResponse<?> answer) {
        return setCookies(answer).stream()
                .map(cookie -> cookie.substring(0, cookie.indexOf(';')))
                .filter(cookie -> !cookie.endsWith("="))
                .collect(Collectors.joining("; "));
    }

    private static String log() throws IOException {
        return Files.readString(folder.resolve("data.log"));
    }

    private HttpResponse<String> get(String path, String... headers) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(service.uri() + path));
        return client.send((headers.length == 0 ? request : request.headers(headers)).build(), BodyHandlers.ofString());
    }

    private HttpResponse<String> decide(String... headers) throws Exception {
        List<String> all = new ArrayList<>(List.of(headers));
        all.addAll(List.of("Content-Type", "application/json"));
        String order = Files.readString(Path.of("api-spec/examples/order-minimal.json"))
                .replaceFirst("\"requestId\"\\s*:\\s*\"[^\"]+\"", "\"requestId\": \"oidc-" + orders++ + "\"");
        return client.send(
                HttpRequest.newBuilder(service.uri().resolve("/v1/decisions"))
                        .headers(all.toArray(String[]::new))
                        .POST(BodyPublishers.ofString(order))
                        .build(),
                BodyHandlers.ofString());
    }
}
