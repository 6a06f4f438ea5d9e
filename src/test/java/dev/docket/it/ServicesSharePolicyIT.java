package dev.docket.it;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.access.Role;
import dev.docket.bundle.signature.SigningKey;
import dev.docket.change.Statement;
import dev.docket.digest.Digest;
import dev.docket.fixture.ApprovedPolicy;
import dev.docket.fixture.PostgresServer;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Two packaged services on one PostgreSQL and one rule folder, whose policy is changed at one of them. */
@Timeout(600)
class ServicesSharePolicyIT {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int ORDERS = 20;
    /** As documented, from the record of the step; compiling the rules comes on top. */
    private static final Duration FOLLOWING = Duration.ofSeconds(2);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set first thing
    private SigningKey bobsKey;

    /** A service, and the keys of those who call it. */
    private record Node(ServiceProcess service, String ada, String bob, String ops, String erp) {}

    @Test
    void the_other_service_follows_a_promotion_a_canary_and_a_rollback_and_one_of_them_follows_in_shadow()
            throws Exception {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        SigningKey adasKey = SigningKey.generate(folder.resolve("ada.pem"));
        bobsKey = SigningKey.generate(folder.resolve("bob.pem"));
        ApprovedPolicy.complete(rules, adasKey, bobsKey);
        try (var database = PostgresServer.start()) {
            String url = database.newDatabase();
            Keys keys;
            try (ServiceProcess alone = start("one", url, rules, false)) {
                keys = keys(url);
                Node one = node(alone, keys);
                promoted(one, approved(one, "the first policy"));
            }
            try (ServiceProcess first = start("one", url, rules, true);
                    ServiceProcess second = start("two", url, rules, true)) {
                Node one = node(first, keys);
                Node two = node(second, keys);
                assertThat(disposition(two, "before")).isEqualTo("HOLD");

                SmallRules.setPastDueDays(rules, 35);
                String change = approved(one, "customers pay later");
                inShadow(one, two, change);
                post(one, one.ops(), change + "/canary", "{\"share\":100,\"limits\":{\"moreHolds\":50}}");
                say("a canary", until(two, "RELEASE", "canary"));
                JsonNode report = post(one, one.ops(), change + "/canary/end", "");
                assertThat(report.path("orders").asInt()).isPositive();
                say("its end", until(two, "HOLD", "over"));

                post(one, one.ada(), change + "/check", "{}");
                promoted(one, approvedAgain(one, change));
                Duration promotion = until(two, "RELEASE", "promoted");
                say("a promotion", promotion);
                post(one, one.ops(), "/v1/changes/rollback", "{\"reason\":\"too generous\"}");
                Duration rollback = until(two, "HOLD", "back");
                say("a rollback", rollback);

                assertThat(promotion).isLessThan(FOLLOWING.multipliedBy(slowness()));
                assertThat(rollback).isLessThan(FOLLOWING.multipliedBy(slowness()));
            }
            var verified = Program.run(
                    "journal",
                    "verify",
                    "--approvals",
                    "--store",
                    url,
                    "--data",
                    folder.resolve("one").toString(),
                    "--data",
                    folder.resolve("two").toString());
            assertThat(verified.output()).contains("approved: 0 decisions under a policy that was not approved");
            assertThat(verified.exitCode()).as(verified.output()).isZero();
        }
    }

    /** -Dit.slowness=4 on a machine that does other things meanwhile. */
    private static int slowness() {
        return Integer.getInteger("it.slowness", 1);
    }

    private static void say(String what, Duration took) {
        System.out.printf(Locale.ROOT, "the other service followed %s within %d ms%n", what, took.toMillis());
    }

    private void inShadow(Node one, Node two, String change) throws Exception {
        post(one, one.ada(), change + "/shadow", "{}");
        for (int i = 0; i < ORDERS; i++) {
            disposition(i % 2 == 0 ? one : two, "shadow-" + i);
        }
        JsonNode seen = get(one, one.ada(), change + "/shadow");
        while (seen.path("lag").asLong() > 0 || seen.path("decisions").asLong() < ORDERS) {
            Thread.sleep(100);
            seen = get(one, one.ada(), change + "/shadow");
        }
        // Had both services followed, some would be counted twice.
        assertThat(seen.path("decisions").asInt()).isEqualTo(ORDERS);
        assertThat(get(two, two.ada(), change + "/shadow").path("decisions").asInt())
                .isEqualTo(ORDERS);
        post(two, two.ada(), change + "/shadow/end", "");
    }

    private String approved(Node at, String reason) throws Exception {
        String change = "/v1/changes/"
                + post(at, at.ada(), "/v1/changes", "{\"reason\":\"%s\"}".formatted(reason))
                        .path("changeId")
                        .asText();
        post(at, at.ada(), change + "/check", "{}");
        return approvedAgain(at, change);
    }

    private String approvedAgain(Node at, String change) throws Exception {
        JsonNode submitted = post(at, at.ada(), change + "/submit", "");
        byte[] dossier = client.send(request(at, at.bob(), change + "/dossier").build(), BodyHandlers.ofByteArray())
                .body();
        Statement said = new Statement(
                submitted.path("changeId").asText(),
                submitted.path("base").asText(),
                submitted.path("candidate").asText(),
                Digest.over(dossier).text(),
                submitted.path("submission").asText(),
                "key:bob");
        post(at, at.bob(), change + "/approve", """
                {"candidate":"%s","base":"%s","dossier":"%s","submission":"%s","key":"%s","signature":"%s"}""".formatted(
                        said.candidate(),
                        said.base(),
                        said.dossier(),
                        said.submission(),
                        bobsKey.publicKey(),
                        bobsKey.sign(said.text())));
        return change;
    }

    private void promoted(Node at, String change) throws Exception {
        assertThat(post(at, at.ops(), change + "/promote", "").path("state").asText())
                .isEqualTo("PROMOTED");
    }

    /** How long it takes until a service decides so. */
    private Duration until(Node at, String wanted, String name) throws Exception {
        long began = System.nanoTime();
        int asked = 0;
        while (!disposition(at, name + asked++).equals(wanted)) {
            Thread.sleep(20);
        }
        return Duration.ofNanos(System.nanoTime() - began);
    }

    private String disposition(Node at, String requestId) throws Exception {
        return post(at, at.erp(), "/v1/decisions", SmallRules.orderOverdueFor31Days(requestId))
                .path("recommendation")
                .path("disposition")
                .asText();
    }

    private ServiceProcess start(String name, String url, Path rules, boolean isRequired) throws Exception {
        return ServiceProcess.start(
                folder.resolve(name),
                List.of(
                                "-XX:TieredStopAtLevel=1",
                                "-Ddocket.warm-up.decisions=0",
                                "-Ddocket.access.authentication=required",
                                "-Ddocket.change.required=" + isRequired,
                                "-Ddocket.models.dir=none",
                                "-Ddocket.rules.dir=" + rules,
                                "-Ddocket.journal.store=postgresql",
                                "-Ddocket.journal.url=" + url)
                        .toArray(String[]::new));
    }

    /** Keys are shared like the journal. */
    private static Node node(ServiceProcess service, Keys keys) {
        return new Node(service, keys.ada(), keys.bob(), keys.ops(), keys.erp());
    }

    /** The keys of those who call. */
    private record Keys(String ada, String bob, String ops, String erp) {}

    private Keys keys(String url) throws Exception {
        return new Keys(
                key(url, "ada", Role.AUTHOR),
                key(url, "bob", Role.APPROVE),
                key(url, "ops", Role.OPERATE),
                key(url, "erp", Role.DECIDE));
    }

    private String key(String url, String name, Role role) throws Exception {
        Program.Ended made = Program.run(
                "keys",
                "create",
                name,
                "--role",
                role.name(),
                "--store",
                url,
                "--data",
                folder.resolve("one").toString());
        assertThat(made.exitCode()).as(made.errors()).isZero();
        return made.output().strip();
    }

    private HttpRequest.Builder request(Node at, String key, String path) {
        return HttpRequest.newBuilder(at.service().uri().resolve(path)).header("Authorization", "Bearer " + key);
    }

    private JsonNode get(Node at, String key, String path) throws Exception {
        return answer(client.send(request(at, key, path).build(), BodyHandlers.ofString()));
    }

    private JsonNode post(Node at, String key, String path, String body) throws Exception {
        HttpRequest.Builder request =
                request(at, key, path).POST(body.isEmpty() ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        if (!body.isEmpty()) {
            request.header("Content-Type", "application/json");
        }
        return answer(client.send(request.build(), BodyHandlers.ofString()));
    }

    private static JsonNode answer(HttpResponse<String> answer) throws Exception {
        assertThat(answer.statusCode()).as(answer.body()).isBetween(200, 201);
        return JSON.readTree(answer.body());
    }
}
