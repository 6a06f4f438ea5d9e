package dev.docket.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.startsWith;

import dev.docket.api.Contract;
import io.quarkus.test.junit.QuarkusTest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@QuarkusTest
@Tag("service")
class BundleResourceTest {
    @Test
    void the_active_bundle_is_shown() {
        Contract.good().get("/v1/rules").then().statusCode(200).body("rules.ruleId", hasItem("credit-limit-exceeded"));
        Contract.good()
                .get("/v1/rules/credit-limit-exceeded")
                .then()
                .statusCode(200)
                .body("checkpoints", equalTo(java.util.List.of("ENTRY", "RELEASE")));
        Contract.good().get("/v1/rules/none").then().statusCode(404).body("code", equalTo("unknown-rule"));
        Contract.good()
                .get("/v1/taxonomy")
                .then()
                .statusCode(200)
                .body("codes", hasSize(2))
                .body("codes[0].sla", equalTo("PT4H"));
        Contract.good()
                .get("/v1/bundle")
                .then()
                .statusCode(200)
                .body("rules", equalTo(1))
                .body("model.name", equalTo("fixed"));
        Contract.good().get("/v1/model").then().statusCode(200).body("facts.seed", equalTo(7));
    }

    @Test
    void the_model_card_is_a_page_for_a_browser_that_may_do_nothing_but_show_itself() {
        Contract.good()
                .accept("text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8")
                .get("/v1/model")
                .then()
                .statusCode(200)
                .contentType("text/html;charset=UTF-8")
                .header("Content-Security-Policy", startsWith("default-src 'none';"))
                .header("Content-Security-Policy", containsString("sandbox"))
                .header("X-Content-Type-Options", "nosniff")
                .body(containsString("<h1>Fixed</h1>"));
        Contract.good()
                .accept("text/markdown")
                .get("/v1/model")
                .then()
                .statusCode(200)
                .body(equalTo("# Fixed\n"));
        Contract.good().accept("*/*").get("/v1/model").then().contentType("application/json");
        Contract.bad().accept("image/png").get("/v1/model").then().statusCode(406);
    }

    @Test
    void nobody_without_a_key_activates_a_bundle_even_where_authentication_is_off() {
        Contract.good()
                .header("Authorization", "Bearer any-token-will-not-do")
                .post("/v1/bundle/activate")
                .then()
                .statusCode(401)
                .body("code", equalTo("wrong-credentials"));
        Contract.bad().post("/v1/bundle/activate").then().statusCode(401).body("code", equalTo("unauthenticated"));
    }

    @Test
    void the_contract_is_served_as_it_is() throws IOException {
        assertThat(Contract.good().get("/openapi").asByteArray())
                .isEqualTo(Files.readAllBytes(Path.of("api-spec/openapi.yaml")));
    }
}
