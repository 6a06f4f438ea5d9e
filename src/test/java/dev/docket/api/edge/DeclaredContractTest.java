package dev.docket.api.edge;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.bundle.Bundle;
import dev.docket.fixture.SmallBundle;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.service.AttributeSchemas;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlMistakes;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The contract that is served names the attributes of the active policy. */
class DeclaredContractTest {
    private static final AttributeCatalogue DECLARED = new AttributeCatalogue(Map.of(
            AttributePlace.ORDER,
            new TreeMap<>(Map.of(
                    "project-margin",
                    new AttributeDefinition(
                            "project-margin",
                            AttributeType.DECIMAL,
                            List.of(),
                            "percent",
                            new BigDecimal("-100"),
                            new BigDecimal("100"),
                            "SALES_CONTROL",
                            "What the project: is \"expected\" to earn",
                            false))),
            AttributePlace.LINE,
            new TreeMap<>(Map.of(
                    "tags",
                    new AttributeDefinition(
                            "tags",
                            AttributeType.TEXTS,
                            List.of("A", "B"),
                            null,
                            null,
                            null,
                            "SALES",
                            "Marks.",
                            false)))));

    private final ApiContract contract = new ApiContract();

    private static SortedMap<String, ObjectNode> schemas(AttributeCatalogue declared) {
        Bundle bundle = SmallBundle.declaring(declared);
        return new AttributeSchemas(() -> bundle).byOwner();
    }

    @Test
    void a_policy_without_attributes_leaves_the_contract_as_it_is_written() throws IOException {
        ApiContract.Served served = contract.with(schemas(AttributeCatalogue.NONE));
        assertThat(new String(served.yaml(), StandardCharsets.UTF_8)).contains("#/components/schemas/Attributes");
        assertThat(new ObjectMapper()
                        .readTree(served.json())
                        .at("/components/schemas/Order/properties/attributes/allOf"))
                .hasSize(1);
    }

    @Test
    void declared_attributes_stand_by_name_where_they_belong_and_nowhere_else() throws IOException {
        ApiContract.Served served = contract.with(schemas(DECLARED));
        JsonNode all = new ObjectMapper().readTree(served.json()).at("/components/schemas");
        JsonNode margin = all.at("/Order/properties/attributes/properties/project-margin");
        assertThat(margin)
                .hasToString(
                        "{\"type\":\"number\",\"minimum\":-100,\"maximum\":100,\"nullable\":true,"
                                + "\"description\":\"What the project: is \\\"expected\\\" to earn. In percent. Owner: SALES_CONTROL.\"}");
        assertThat(all.at("/Order/properties/attributes/additionalProperties").asBoolean(true))
                .isFalse();
        assertThat(all.at("/Line/properties/attributes/properties/tags/items/enum"))
                .hasSize(2);
        assertThat(all.at("/Customer/properties/attributes").has("allOf")).isTrue();
        // And the rest is as it was.
        assertThat(all.size())
                .isEqualTo(new ObjectMapper()
                        .readTree(contract.with(new TreeMap<String, JsonNode>()).json())
                        .at("/components/schemas")
                        .size());
    }

    @Test
    void both_forms_say_the_same() throws IOException {
        ApiContract.Served served = contract.with(schemas(DECLARED));
        YamlMistakes mistakes = new YamlMistakes();
        JsonNode yaml = YamlFile.root(new String(served.yaml(), StandardCharsets.UTF_8), mistakes)
                .tree();
        assertThat(mistakes.isEmpty()).isTrue();
        JsonNode json = new ObjectMapper().readTree(served.json());
        for (String owner : List.of("Order", "Line", "Customer", "Shipment")) {
            String attributes = "/components/schemas/%s/properties/attributes".formatted(owner);
            assertThat(yaml.at(attributes).isObject()).isTrue();
            assertThat(yaml.at(attributes)).hasToString(json.at(attributes).toString());
        }
    }
}
