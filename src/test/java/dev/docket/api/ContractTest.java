package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What clients that are generated from the contract rely on. */
class ContractTest {
    private static final Path SPEC = Path.of("api-spec/openapi.yaml");
    private static final List<String> REQUESTS = List.of(
            "OrderSnapshot",
            "Feedback",
            "WorkRequest",
            "WorkAssignment",
            "ReplayRequest",
            "ChangeProposal",
            "ChangeCheck",
            "ChangeReason",
            "ShadowBegin",
            "CanaryBegin",
            "CanaryShare",
            "ChangeEmergency",
            "ChangeApproval");

    @SuppressWarnings("NullAway.Init") // read before the first test
    private static JsonNode contract;

    @BeforeAll
    static void read() throws IOException {
        contract = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(SPEC));
    }

    @Test
    void every_field_of_a_request_that_may_be_left_out_may_be_null_so_that_no_client_sends_an_empty_list_for_it() {
        List<String> wrong = new ArrayList<>();
        for (String name : ofRequests()) {
            JsonNode schema = schemas().path(name);
            Set<String> required = texts(schema.path("required"));
            schema.path("properties").properties().stream()
                    .filter(field -> !required.contains(field.getKey()))
                    .filter(field -> !field.getValue().path("nullable").asBoolean())
                    .forEach(field -> wrong.add(name + "." + field.getKey()));
        }
        assertThat(wrong).isEmpty();
    }

    @Test
    void answers_may_gain_fields_and_requests_may_not_have_unknown_ones() {
        Set<String> requests = ofRequests();
        List<String> wrong = new ArrayList<>();
        schemas().properties().forEach(schema -> {
            if (schema.getValue().has("properties")
                    && schema.getValue().path("additionalProperties").asBoolean()
                            == requests.contains(schema.getKey())) {
                wrong.add(schema.getKey());
            }
        });
        assertThat(wrong).isEmpty();
    }

    @Test
    void no_schema_has_the_name_of_what_every_language_has() {
        assertThat(schemas().fieldNames())
                .toIterable()
                .doesNotContain("Exception", "Error", "Object", "String", "List", "Map", "Date");
        assertThat(schemas().path("Record").path("properties").path("state").path("enum"))
                .hasSize(2);
    }

    @Test
    void every_operation_has_a_name_of_its_own_and_an_answer_for_what_is_not_listed() {
        List<String> names = new ArrayList<>();
        contract.path("paths")
                .forEach(path -> path.forEach(operation -> {
                    names.add(operation.path("operationId").textValue());
                    assertThat(operation.path("responses").fieldNames())
                            .toIterable()
                            .contains("405", "default");
                }));
        assertThat(names).doesNotContainNull().doesNotHaveDuplicates();
    }

    /** The schemas that a request is made of. */
    private static Set<String> ofRequests() {
        Deque<String> open = new ArrayDeque<>(REQUESTS);
        Set<String> seen = new HashSet<>();
        while (!open.isEmpty()) {
            String name = open.pop();
            if (seen.add(name)) {
                schemas().path(name).findValuesAsText("$ref").stream()
                        .map(reference -> reference.substring(reference.lastIndexOf('/') + 1))
                        .forEach(open::push);
            }
        }
        return seen;
    }

    private static JsonNode schemas() {
        return contract.path("components").path("schemas");
    }

    private static Set<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::textValue)
                .collect(Collectors.toSet());
    }
}
