package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.docket.json.JsonWriter;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Documents of other systems, posted as they are. */
@QuarkusTest
@Tag("service")
class MappingResourceTest {
    private static final String DECIDE = "/v1/decisions?mapping=shopify-order";

    private static String order(String id) {
        return """
            {"id": "%s", "name": "#1001", "created_at": "2026-03-02T10:11:12-05:00", "updated_at": "2026-03-02T10:11:13-05:00",
             "currency": "USD", "subtotal_price": "199.47", "total_price": "210.00", "customer": {"id": 207119551},
             "line_items": [{"id": 466157049, "sku": "LAMP-01", "quantity": 1, "price": "199.47"}]}
            """.formatted(id);
    }

    private static Response post(String path, String contentType, String body) {
        // A document is no OrderSnapshot: the contract describes the answers only.
        return Contract.bad()
                .header("Content-Type", contentType)
                .body(body.getBytes(StandardCharsets.UTF_8))
                .post(path);
    }

    private static Response post(String path, String body) {
        return post(path, "application/json", body);
    }

    @Test
    void a_document_is_decided_and_a_resend_of_it_is_a_duplicate() {
        String order = order(UUID.randomUUID().toString());
        Response created = post(DECIDE, order);
        assertThat(created.statusCode()).isEqualTo(201);
        assertThat(created.jsonPath().getString("requestId")).startsWith("shopify-");
        post(DECIDE, order).then().statusCode(200).body("status", equalTo("DUPLICATE"));
        String id = created.jsonPath().getString("decisionId");
        Contract.good().get("/v1/decisions/{id}?trace=full", id).then().statusCode(200);
    }

    @Test
    void a_dry_run_decides_a_document_and_records_nothing() {
        String order = order(UUID.randomUUID().toString());
        post("/v1/decisions/dry-run?mapping=shopify-order", order)
                .then()
                .statusCode(200)
                .body("record", nullValue());
        post(DECIDE, order).then().statusCode(201);
    }

    @Test
    void master_data_joins_what_the_document_lacks() {
        String envelope = """
                {"document": %s, "masterData": {"customer": {"credit": {"limit": 100, "exposure": 90}}}}
                """.formatted(order(UUID.randomUUID().toString()));
        Response answer = post(DECIDE, envelope);
        assertThat(answer.statusCode()).isEqualTo(201);
        assertThat(answer.asString()).contains("FIN-201");
    }

    @Test
    void every_problem_names_its_place_in_the_document_and_nothing_is_recorded() {
        String id = UUID.randomUUID().toString();
        String wrong = order(id).replace("\"USD\"", "\"EURO\"").replace("\"quantity\": 1", "\"quantity\": \"many\"");
        post(DECIDE, wrong)
                .then()
                .statusCode(400)
                .body("errors", hasSize(2))
                .body("errors[0].path", equalTo("order.lines[0].orderedQty"))
                .body("errors[0].source", equalTo("/line_items/0/quantity"))
                .body("errors[0].message", equalTo("'many' is not a number"))
                .body("errors[1].path", equalTo("order.currency"))
                .body("errors[1].source", equalTo("/currency"));
        // The same requestId is free: nothing was recorded under it.
        post(DECIDE, order(id)).then().statusCode(201);
    }

    @Test
    void an_unknown_mapping_is_told_with_those_that_there_are() {
        post("/v1/decisions?mapping=shopify-ordr", "{}")
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?mapping"))
                .body("errors[0].message", containsString("Did you mean 'shopify-order'?"));
    }

    @Test
    void a_document_of_another_content_type_is_refused() {
        post(DECIDE, "application/xml", "<order/>").then().statusCode(415);
        post("/v1/decisions", "application/xml", "<order/>").then().statusCode(415);
    }

    @Test
    void a_batch_maps_each_line_on_its_own() {
        String one = order(UUID.randomUUID().toString()).replace("\n", "");
        String answers = post(
                        "/v1/decisions/batch?mapping=shopify-order",
                        "application/x-ndjson",
                        one + "\n{}\n" + one + "\n")
                .asString();
        assertThat(answers.lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).contains("\"status\":\"NEW\"");
            assertThat(lines.get(1)).contains("\"line\":2").contains("\"source\":\"/line_items\"");
            assertThat(lines.get(2)).contains("\"status\":\"DUPLICATE\"");
        });
    }

    private static final String INTERCHANGE = """
            ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
            GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
            ST*850*0001~
            BEG*00*SA*%1$s-1**20260302~
            PO1*1*48*EA*9.75**VP*BOLT-M8~
            SE*4*0001~
            ST*850*0002~
            BEG*00*SA*%1$s-2**20260302~
            PO1*1*many*EA*9.75**VP*BOLT-M8~
            SE*4*0002~
            ST*850*0003~
            BEG*00*SA*%1$s-3**20260302~
            PO1*1*5*EA*9.75**VP*NUT-M8~
            SE*4*0003~
            GE*3*905~
            IEA*1*000000905~
            """;

    private static final String BATCH = "/v1/decisions/batch?mapping=x12-850";

    @Test
    void each_transaction_of_an_interchange_is_answered_on_its_own() {
        String interchange = INTERCHANGE.formatted(UUID.randomUUID().toString().substring(0, 8));
        Response answers = post(BATCH, "application/edi-x12", interchange);
        assertThat(answers.statusCode()).isEqualTo(200);
        assertThat(answers.asString().lines().toList()).hasSize(3).satisfies(lines -> {
            assertThat(lines.get(0)).contains("\"status\":\"NEW\"").contains("BUYERCO");
            assertThat(lines.get(1))
                    .contains("\"line\":2", "\"source\":\"segment 9 (PO1) element 2\"", "'many' is not a number");
            assertThat(lines.get(2)).contains("\"status\":\"NEW\"");
        });
        assertThat(post(BATCH, "application/edi-x12", interchange).asString().lines())
                .satisfiesExactly(
                        first -> assertThat(first).contains("\"status\":\"DUPLICATE\""),
                        second -> assertThat(second).contains("\"line\":2"),
                        third -> assertThat(third).contains("\"status\":\"DUPLICATE\""));
        post("/v1/decisions?mapping=x12-850", "application/edi-x12", interchange)
                .then()
                .statusCode(400)
                .body("errors[0].message", containsString("Send it to /v1/decisions/batch"));
    }

    @Test
    void of_an_interchange_with_a_wrong_envelope_nothing_is_decided() {
        String interchange = INTERCHANGE.formatted(UUID.randomUUID().toString().substring(0, 8));
        post(BATCH, "application/edi-x12", interchange.replace("GE*3", "GE*2"))
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("wrong-control"));
        assertThat(post(BATCH, "application/edi-x12", interchange)
                        .asString()
                        .lines()
                        .findFirst())
                .hasValueSatisfying(first -> assertThat(first).contains("\"status\":\"NEW\""));
    }

    @Test
    void master_data_does_not_come_with_several_orders() {
        String envelope = new String(
                new JsonWriter()
                        .value(Map.of(
                                "document", INTERCHANGE.formatted("x"), "masterData", Map.of("checkpoint", "RELEASE")))
                        .bytes(),
                StandardCharsets.UTF_8);
        post(BATCH, "application/edi-x12", envelope)
                .then()
                .statusCode(400)
                .body("errors[0].code", equalTo("not-allowed"))
                .body("errors[0].message", containsString("the document holds 3"));
    }

    @Test
    void rows_of_several_orders_are_answered_by_order_number() {
        String id = UUID.randomUUID().toString().substring(0, 8);
        String rows = """
                Internal ID,Last Modified,Document Number,Date,Customer ID,Line ID,Item,Quantity
                %1$s1,1,%1$s-1,03/02/2026,C-1,1,A,1
                %1$s2,1,%1$s-2,03/02/2026,C-1,1,A,2
                %1$s1,1,%1$s-1,03/02/2026,C-1,2,B,3
                """.formatted(id);
        String single =
                post("/v1/decisions?mapping=netsuite-csv", "text/csv", rows).asString();
        assertThat(single).contains("the line is of another order than the first", "/v1/decisions/batch");
        assertThat(post("/v1/decisions/batch?mapping=netsuite-csv", "text/csv", rows)
                        .asString()
                        .lines())
                .satisfiesExactly(
                        first -> assertThat(first)
                                .contains("\"status\":\"NEW\"", "\"requestId\":\"netsuite-%s1-1\"".formatted(id)),
                        second -> assertThat(second)
                                .contains("\"status\":\"NEW\"", "\"requestId\":\"netsuite-%s2-1\"".formatted(id)));
    }

    @Test
    void a_batch_takes_a_document_only_of_what_can_hold_several_orders() {
        post("/v1/decisions/batch?mapping=x12-850", "text/csv", "a,b\n1,2\n")
                .then()
                .statusCode(415);
        post("/v1/decisions/batch?mapping=shopify-order", "application/json", "{}")
                .then()
                .statusCode(415);
        post("/v1/decisions/batch", "application/edi-x12", INTERCHANGE).then().statusCode(415);
        post("/v1/decisions/batch?mapping=x12-85", "application/edi-x12", INTERCHANGE)
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?mapping"));
    }

    @Test
    void the_record_says_which_mapping_of_which_bundle_made_the_request() {
        Response created = post(DECIDE, order(UUID.randomUUID().toString()));
        String bundle = created.jsonPath().getString("bundle.digest");
        assertThat(created.jsonPath().getMap("record.mapping"))
                .isEqualTo(Map.of("name", "shopify-order", "bundle", bundle));
        Contract.good()
                .get("/v1/decisions/{id}", created.jsonPath().getString("decisionId"))
                .then()
                .statusCode(200)
                .body("record.mapping.name", equalTo("shopify-order"));
    }

    @Test
    void an_850_is_answered_with_a_997_and_an_855_and_a_resend_with_the_same_bytes() {
        String order = """
                ISA*00*          *00*          *ZZ*BUYERCO        *ZZ*SELLERCO       *260302*1011*U*00401*000000905*0*P*>~
                GS*PO*BUYERCO*SELLERCO*20260302*1011*905*X*004010~
                ST*850*0001~
                BEG*00*SA*PO-%s**20260302~
                PO1*1*48*EA*9.75**VP*BOLT-M8~
                PO1*2*12*CA*24**VP*NUT-M8~
                CTT*2~
                SE*6*0001~
                GE*1*905~
                IEA*1*000000905~
                """.formatted(UUID.randomUUID().toString().substring(0, 8));
        String path = "/v1/decisions?mapping=x12-850&answer=x12-855";
        Response first = post(path, "application/edi-x12", order);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.contentType()).startsWith("application/edi-x12");
        assertThat(first.asString().lines().map(line -> line.substring(0, line.indexOf('*'))))
                .containsExactly(
                        "ISA", "GS", "ST", "AK1", "AK2", "AK5", "AK9", "SE", "GE", "GS", "ST", "BAK", "PO1", "ACK",
                        "PO1", "ACK", "CTT", "SE", "GE", "IEA");
        assertThat(first.asString())
                .contains("*ZZ*SELLERCO       *ZZ*BUYERCO        *")
                .contains("AK1*PO*905~\nAK2*850*0001~\nAK5*A~")
                .contains("ACK*IA*48*EA~")
                .contains("SE*8*0001~");
        Response again = post(path, "application/edi-x12", order);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asString()).isEqualTo(first.asString());
        post("/v1/decisions?mapping=shopify-order&answer=x12-855", "{}").then().statusCode(400);
    }

    @Test
    void an_orders_is_answered_with_an_ordrsp_and_a_resend_with_the_same_bytes() {
        String order = """
                UNB+UNOC:3+5412345000013:14+4012345000094:14+260302:1011+REF1'
                UNH+1+ORDERS:D:96A:UN:EAN008'
                BGM+220+PO-%s+9'
                DTM+137:202603021011:203'
                NAD+DP+5412345000020::9++M\u00fcller'
                LIN+1++4000862141404:EN'
                QTY+21:48:PCE'
                UNS+S'
                UNT+8+1'
                UNZ+1+REF1'
                """.formatted(UUID.randomUUID().toString().substring(0, 8));
        String path = "/v1/decisions?mapping=edifact-orders&answer=edifact-ordrsp";
        byte[] document = order.getBytes(StandardCharsets.ISO_8859_1);
        Response first = Contract.bad()
                .header("Content-Type", "application/edifact")
                .body(document)
                .post(path);
        assertThat(first.statusCode()).isEqualTo(201);
        assertThat(first.contentType()).startsWith("application/edifact");
        assertThat(first.asString())
                .startsWith("UNA:+.? '\nUNB+UNOC:3+4012345000094:14+5412345000013:14+")
                .contains("UNH+1+ORDRSP:D:96A:UN'")
                .contains("LIN+1+");
        Response again = Contract.bad()
                .header("Content-Type", "application/edifact")
                .body(document)
                .post(path);
        assertThat(again.statusCode()).isEqualTo(200);
        assertThat(again.asByteArray()).isEqualTo(first.asByteArray());
    }

    @Test
    void any_order_is_answered_with_a_patch_of_its_hold_codes() {
        String envelope = """
                {"document": %s, "masterData": {"customer": {"credit": {"limit": 100, "exposure": 90}}}}
                """.formatted(order(UUID.randomUUID().toString()));
        Response held = post(DECIDE + "&answer=sap-delivery-block", envelope);
        assertThat(held.statusCode()).isEqualTo(201);
        assertThat(held.contentType()).startsWith("application/merge-patch+json");
        assertThat(held.asString()).isEqualTo("{\"DeliveryBlockReason\":\"Z3\"}");
        assertThat(post(DECIDE + "&answer=hold-codes", envelope).asString())
                .contains("\"hold\":true")
                .contains("\"holdCodes\":\"FIN-201\"");
        post("/v1/decisions?answer=sap-delivery-block", "{}").then().statusCode(400);
    }

    @Test
    void an_unknown_answer_is_told_with_those_that_there_are() {
        post(DECIDE + "&answer=sap-delivery-blok", order(UUID.randomUUID().toString()))
                .then()
                .statusCode(400)
                .body("errors[0].path", equalTo("?answer"))
                .body("errors[0].message", containsString("Did you mean 'sap-delivery-block'?"));
    }
}
