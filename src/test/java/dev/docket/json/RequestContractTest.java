package dev.docket.json;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a request may say, and what is a content error, at the edges of the contract. */
class RequestContractTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String LEAST = """
            {"requestId": "r 1", "checkpoint": "ENTRY",
             "order": {"orderId": "SO 1", "lines": [{"lineId": "1", "itemId": "BOLT M8X40", "orderedQty": 2}]},
             "customer": {"customerId": "C-1"}, "shipTo": {}, "warehouse": {}}
            """;

    private final RecordReader reader = new RecordReader();

    @Test
    void what_a_document_lacks_stays_absent() {
        OrderSnapshot snapshot = valid(order -> {});
        assertThat(snapshot.order().netAmount()).isNull();
        assertThat(snapshot.order().currency()).isNull();
        assertThat(snapshot.order().createdAt()).isNull();
        assertThat(snapshot.order().lines().getFirst().unitPrice()).isNull();
        assertThat(snapshot.shipTo())
                .isNotNull()
                .extracting(shipTo -> shipTo.country())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"BOLT M8X40", "a", "a  b", "\u00e9 \ud83d\ude00", "x\u2003y"})
    void an_id_has_white_space_only_inside(String id) {
        assertThat(problems(root -> line(root).put("itemId", id))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", " a", "a ", "\u2003a", "a\u00a0", "a\tb", "a\u0000b", "a\u0085b", "a\nb"})
    void an_id_with_white_space_at_an_end_or_a_control_character_is_refused(String id) {
        assertThat(problems(root -> line(root).put("itemId", id))).containsExactly("order.lines[0].itemId not-an-id");
    }

    @Test
    void an_id_has_at_most_64_code_points() {
        assertThat(problems(root -> line(root).put("itemId", "\ud83d\ude00".repeat(64))))
                .isEmpty();
        assertThat(problems(root -> line(root).put("itemId", "\ud83d\ude00".repeat(65))))
                .containsExactly("order.lines[0].itemId not-an-id");
    }

    @Test
    void a_customer_in_credit_and_a_discount_line_are_below_zero() {
        assertThat(problems(root -> {
                    credit(root).put("exposure", -350.25).put("currency", "JPY");
                    line(root).put("unitPrice", -5);
                }))
                .isEmpty();
        assertThat(problems(root -> {
                    credit(root).put("exposure", -1e16).put("limit", -1).put("currency", "XYZ");
                    line(root).put("unitPrice", -1e16).put("unitCost", -1);
                }))
                .containsExactly(
                        "customer.credit.currency unknown-currency",
                        "customer.credit.exposure out-of-range",
                        "customer.credit.limit out-of-range",
                        "order.lines[0].unitCost out-of-range",
                        "order.lines[0].unitPrice out-of-range");
    }

    @Test
    void only_a_return_has_amounts_below_zero() {
        assertThat(problems(root ->
                        order(root).put("type", "RMA").put("netAmount", -5).put("grossAmount", -6)))
                .isEmpty();
        for (String type : List.of("STANDARD", "TRANSFER")) {
            assertThat(problems(root ->
                            order(root).put("type", type).put("netAmount", -5).put("grossAmount", -6)))
                    .containsExactly("order.grossAmount out-of-range", "order.netAmount out-of-range");
        }
        assertThat(problems(root -> order(root).put("netAmount", -0.01)))
                .as("an absent type counts as STANDARD")
                .containsExactly("order.netAmount out-of-range");
        assertThat(problems(root -> order(root).put("netAmount", -1e16)))
                .as("one problem, though two limits are broken")
                .containsExactly("order.netAmount out-of-range");
    }

    @Test
    void a_negative_quantity_is_refused_with_advice() {
        assertThat(read(root -> line(root).put("orderedQty", -2)))
                .isInstanceOfSatisfying(Reading.Invalid.class, invalid -> assertThat(
                                ((Problem) invalid.problems().getFirst()).message())
                        .contains("more than 0", "type RMA"));
        assertThat(read(root -> line(root).put("orderedQty", 0)))
                .isInstanceOfSatisfying(Reading.Invalid.class, invalid -> assertThat(
                                ((Problem) invalid.problems().getFirst()).message())
                        .doesNotContain("RMA"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"America/New_York", "UTC", "Etc/GMT+5", "US/Pacific", "EST", "Asia/Kolkata", "GMT"})
    void a_time_zone_is_an_id_of_the_database_or_a_link(String zone) {
        assertThat(problems(root -> warehouse(root).put("timeZone", zone))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "america/new_york",
                "+02:00",
                "Z",
                "UTC+2",
                "GMT+02:00",
                "Mars/Olympus",
                "PST",
                "",
                "SystemV/EST5"
            })
    void another_time_zone_is_a_content_error(String zone) {
        assertThat(problems(root -> warehouse(root).put("timeZone", zone)))
                .containsExactly("warehouse.timeZone unknown-time-zone");
    }

    @Test
    void kosovo_is_a_country_though_iso_assigns_it_no_code() {
        assertThat(problems(root -> shipTo(root).put("country", "XK"))).isEmpty();
        assertThat(problems(root -> shipTo(root).put("country", "XX")))
                .containsExactly("shipTo.country unknown-country");
    }

    @Test
    void no_delivery_day_counts_as_none_known() {
        assertThat(valid(root -> customer(root).putArray("deliveryDays"))
                        .customer()
                        .deliveryDays())
                .isNull();
        assertThat(problems(root ->
                        customer(root).putArray("deliveryDays").add("MON").add("MON")))
                .containsExactly("customer.deliveryDays repeated-value");
    }

    @Test
    void an_order_has_up_to_2000_lines() {
        assertThat(problems(root -> lines(root, 2000))).isEmpty();
        assertThat(problems(root -> lines(root, 2001))).containsExactly("order.lines wrong-size");
    }

    @Test
    void what_is_settled_later_cannot_be_sent() {
        assertThat(problems(root -> root.put("zone", "UTC"))).containsExactly("zone unknown-field");
    }

    private static void lines(ObjectNode root, int count) {
        ArrayNode lines = order(root).putArray("lines");
        for (int i = 1; i <= count; i++) {
            lines.addObject().put("lineId", "L" + i).put("itemId", "I").put("orderedQty", 1);
        }
    }

    private static ObjectNode order(ObjectNode root) {
        return (ObjectNode) root.path("order");
    }

    private static ObjectNode line(ObjectNode root) {
        return (ObjectNode) order(root).path("lines").path(0);
    }

    private static ObjectNode customer(ObjectNode root) {
        return (ObjectNode) root.path("customer");
    }

    private static ObjectNode credit(ObjectNode root) {
        return customer(root).withObject("/credit");
    }

    private static ObjectNode warehouse(ObjectNode root) {
        return (ObjectNode) root.path("warehouse");
    }

    private static ObjectNode shipTo(ObjectNode root) {
        return (ObjectNode) root.path("shipTo");
    }

    private OrderSnapshot valid(Consumer<ObjectNode> change) {
        if (read(change) instanceof Reading.Valid<OrderSnapshot> valid) {
            return valid.value();
        }
        throw new AssertionError("refused: " + problems(change));
    }

    private List<String> problems(Consumer<ObjectNode> change) {
        return switch (read(change)) {
            case Reading.Valid<OrderSnapshot> valid -> List.of();
            case Reading.Invalid<OrderSnapshot> invalid ->
                invalid.problems().stream()
                        .map(problem -> problem.path() + " " + problem.code())
                        .toList();
        };
    }

    private Reading<OrderSnapshot> read(Consumer<ObjectNode> change) {
        try {
            JsonNode root = JSON.readTree(LEAST);
            change.accept((ObjectNode) root);
            return reader.json(OrderSnapshot.class, JSON.writeValueAsBytes(root));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
