package dev.docket.api.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.docket.access.Role;
import dev.docket.api.Contract;
import dev.docket.fixture.TestKeys;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.restassured.path.json.JsonPath;
import io.restassured.specification.RequestSpecification;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A service whose only webhook has a receiver that is away. */
@QuarkusTest
@Tag("service")
@TestProfile(HookProfile.class)
@Timeout(120)
class WebhookResourceTest {
    private static @Nullable String key;

    @BeforeEach
    void operatorHasAKey() throws Exception {
        if (key == null) {
            key = new TestKeys(Path.of(ConfigProvider.getConfig().getValue("docket.data.dir", String.class)))
                    .create("operator", Role.OPERATE, Role.DECIDE);
        }
        while (Contract.bad()
                        .header("Authorization", "Bearer " + key)
                        .get("/v1/webhooks")
                        .statusCode()
                != 200) {
            Thread.sleep(100);
        }
    }

    private static RequestSpecification good() {
        return Contract.good().header("Authorization", "Bearer " + key);
    }

    @Test
    void an_operator_sees_what_is_held_up_skips_it_and_has_it_tried_again() throws Exception {
        good().contentType("application/json")
                .body(Files.readString(Path.of("api-spec/examples/order-held.json")))
                .post("/v1/decisions")
                .then()
                .statusCode(201);
        JsonPath seen = good().get("/v1/webhooks").jsonPath();
        while (seen.get("webhooks[0].retrying") == null) {
            Thread.sleep(50);
            seen = good().get("/v1/webhooks").jsonPath();
        }
        assertThat(seen.getString("webhooks[0].state")).isEqualTo("RETRYING");
        assertThat(seen.getString("webhooks[0].receiver"))
                .startsWith("http://127.0.0.1:")
                .doesNotContain("secret");
        String event = seen.getString("webhooks[0].retrying.event");
        Contract.bad()
                .header("Authorization", "Bearer " + key)
                .get("/q/health/ready")
                .then()
                .statusCode(200)
                .body("checks.find { it.name == 'webhooks' }.data.failing", equalTo("erp"));
        String metrics = Contract.bad()
                .header("Authorization", "Bearer " + key)
                .get("/q/metrics")
                .asString();
        assertThat(metrics).contains("docket_webhook_failing{webhook=\"erp\"} 1.0");
        List<String> described = Pattern.compile("(?m)^\\| `(docket_webhook_\\w+)`")
                .matcher(Files.readString(Path.of("docs/operations/monitoring.md")))
                .results()
                .map(found -> found.group(1))
                .toList();
        assertThat(described).hasSize(7);
        described.forEach(name -> assertThat(metrics).contains(name + "{webhook=\"erp\"}"));

        good().post("/v1/webhooks/erp/skip").then().statusCode(202);
        while (good().get("/v1/webhooks/erp/dead").jsonPath().getList("dead").isEmpty()) {
            Thread.sleep(50);
        }
        good().get("/v1/webhooks/erp/dead")
                .then()
                .body("dead[0].event", equalTo(event))
                .body("dead[0].because", startsWith("skipped by "));
        // The list is written before the place is.
        while (good().get("/v1/webhooks").jsonPath().get("webhooks[0].retrying") != null) {
            Thread.sleep(50);
        }
        good().post("/v1/webhooks/erp/skip").then().statusCode(409).body("code", equalTo("not-held-up"));
        good().post("/v1/webhooks/erp/retry?event=" + event).then().statusCode(202);
        while (good().get("/v1/webhooks/erp/dead").jsonPath().getInt("dead[0].attempts") < 2) {
            Thread.sleep(50);
        }
        good().post("/v1/webhooks/erp/retry").then().statusCode(202);
    }

    @Test
    void what_there_is_not_is_told() {
        good().get("/v1/webhooks/wms/dead").then().statusCode(404).body("code", equalTo("unknown-webhook"));
        good().post("/v1/webhooks/wms/retry").then().statusCode(404).body("code", equalTo("unknown-webhook"));
        good().post("/v1/webhooks/wms/skip").then().statusCode(404).body("code", equalTo("unknown-webhook"));
        good().post("/v1/webhooks/erp/retry?event=0123456789ab-9")
                .then()
                .statusCode(404)
                .body("code", equalTo("unknown-event"));
        Contract.bad().post("/v1/webhooks/erp/retry").then().statusCode(401);
    }
}
