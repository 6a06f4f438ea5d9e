package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.tuple;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.yaml.YamlMistakes;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class AttributeTargetTest {
    private static final AttributeCatalogue DECLARED = new AttributeCatalogue(Map.of(
            AttributePlace.ORDER,
            byName(
                    attribute("project-margin", AttributeType.DECIMAL, List.of(), new BigDecimal("100")),
                    attribute("campaign", AttributeType.TEXT, List.of("SPRING", "AUTUMN"), null),
                    attribute("ready-on", AttributeType.DATE, List.of(), null),
                    attribute("seen-at", AttributeType.MOMENT, List.of(), null),
                    attribute("tags", AttributeType.TEXTS, List.of(), null)),
            AttributePlace.LINE,
            byName(attribute("gift", AttributeType.FLAG, List.of(), null))));

    private static final String MAPPING = """
            says: A test.
            reads: json
            defaults: {zone: UTC}
            lines: {each: /items}
            order:
              requestId: {at: /id}
              checkpoint: ENTRY
              order.orderId: {at: /id}
              order.attributes.project-margin: {at: /margin}
              order.attributes.campaign: {at: /campaign}
              order.attributes.ready-on: {date: {at: /ready}, as: dd.mm.yyyy}
              order.attributes.seen-at: {instant: {at: /seen}}
              order.attributes.tags[0]: {at: /kind}
              customer.customerId: C-1
              order.lines[].lineId: {position: row}
              order.lines[].itemId: {at: sku}
              order.lines[].orderedQty: {at: qty}
              order.lines[].attributes.gift: {at: gift}
            """;

    private static AttributeDefinition attribute(
            String name, AttributeType type, List<String> values, @Nullable BigDecimal most) {
        return new AttributeDefinition(name, type, values, null, null, most, "SALES", "A test.", false);
    }

    private static SortedMap<String, AttributeDefinition> byName(AttributeDefinition... attributes) {
        SortedMap<String, AttributeDefinition> byName = new TreeMap<>();
        for (AttributeDefinition attribute : attributes) {
            byName.put(attribute.name(), attribute);
        }
        return byName;
    }

    private static String mistakes(String text) {
        YamlMistakes mistakes = new YamlMistakes();
        MappingReader.read("test", text, DECLARED, mistakes);
        return mistakes.in("test");
    }

    private static Reading<MappedOrder> read(String document) {
        YamlMistakes mistakes = new YamlMistakes();
        DocumentMapping mapping = MappingReader.read("test", MAPPING, DECLARED, mistakes);
        assertThat(mistakes.in("test")).isEmpty();
        return new DocumentReader(new RecordReader(), DECLARED)
                .read(mapping, document.getBytes(StandardCharsets.UTF_8));
    }

    private static JsonNode order(Reading<MappedOrder> read) {
        return switch (read) {
            case Reading.Valid<MappedOrder> valid -> valid.value().tree();
            case Reading.Invalid<MappedOrder> invalid -> fail(invalid.problems().toString());
        };
    }

    private static List<Problem> problems(Reading<MappedOrder> read) {
        return switch (read) {
            case Reading.Valid<MappedOrder> valid -> List.of();
            case Reading.Invalid<MappedOrder> invalid -> invalid.problems();
        };
    }

    @Test
    void attributes_of_every_type_are_targets() {
        Reading<MappedOrder> read = read("""
                {"id": "A-1", "margin": "12.50", "campaign": "SPRING", "ready": "24.12.2026", "seen": "2026-12-01T10:00:00+01:00", "kind": "b2b",
                 "items": [{"sku": "X", "qty": 1, "gift": true}, {"sku": "Y", "qty": 2}]}
                """);
        JsonNode order = order(read);
        assertThat(order.at("/order/attributes"))
                .hasToString("{\"campaign\":\"SPRING\",\"project-margin\":12.50,\"ready-on\":\"2026-12-24\","
                        + "\"seen-at\":\"2026-12-01T09:00:00Z\",\"tags\":[\"b2b\"]}");
        assertThat(order.at("/order/lines/0/attributes")).hasToString("{\"gift\":true}");
        assertThat(order.at("/order/lines/1").has("attributes")).isFalse();
    }

    @Test
    void a_value_that_does_not_fit_is_told_with_its_place_in_the_document() {
        Reading<MappedOrder> read = read("""
                {"id": "A-1", "margin": "120", "campaign": "WINTER", "items": [{"sku": "X", "qty": 1}]}
                """);
        assertThat(problems(read))
                .extracting(Problem::path, Problem::code, Problem::source)
                .containsExactlyInAnyOrder(
                        tuple("order.attributes.project-margin", "out-of-range", "/margin"),
                        tuple("order.attributes.campaign", "unknown-value", "/campaign"));
    }

    @Test
    void master_data_can_carry_declared_attributes_only() {
        Reading<MappedOrder> read = read("""
                {"document": {"id": "A-1", "items": [{"sku": "X", "qty": 1}]},
                 "masterData": {"order": {"attributes": {"project-margn": 3}}}}
                """);
        assertThat(problems(read))
                .extracting(Problem::path, Problem::code)
                .containsExactly(tuple("order.attributes.project-margn", "unknown-attribute"));
    }

    @Test
    void an_attribute_that_is_not_declared_there_is_no_target() {
        assertThat(mistakes(MAPPING.replace("attributes.gift", "attributes.gft")))
                .contains("unknown target path 'order.lines[].attributes.gft': attributes.yaml declares gift");
        assertThat(mistakes(MAPPING.replace("customer.customerId:", "customer.attributes.tier:")))
                .contains("attributes.yaml declares none here");
        assertThat(mistakes(MAPPING.replace("tags[0]", "tags"))).contains("is a list of texts");
        assertThat(mistakes(MAPPING.replace("campaign: {at", "campaign[0]: {at")))
                .contains("is not a list");
    }
}
