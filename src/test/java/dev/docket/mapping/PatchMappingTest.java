package dev.docket.mapping;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.fixture.ShippedMappings;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;

class PatchMappingTest {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final String HEAD = "says: A test.\nwrites: merge-patch\n";

    private static JsonNode patch(String mapping, String decision) throws IOException {
        return ShippedMappings.patch("test", HEAD + mapping).of(JSON.readTree(decision));
    }

    @Test
    void a_member_has_the_type_that_it_is_declared_as_and_without_a_value_it_is_removed() throws IOException {
        JsonNode patch = patch("""
                types: {/blocked: boolean, /level: number}
                patch:
                  /blocked: "true"
                  /level: {at: /recommendation/level}
                  /note: {at: /recommendation/queue}
                  /custom/until: {at: /recommendation/slaDueAt}
                """, "{\"recommendation\": {\"level\": 4, \"queue\": \"CREDIT\"}}");
        assertThat(patch).hasToString("{\"blocked\":true,\"level\":4,\"note\":\"CREDIT\",\"custom\":{\"until\":null}}");
    }

    @Test
    void what_was_waived_does_not_count_and_the_decision_stays_as_it_is() throws IOException {
        String text =
                "{\"exceptions\": [{\"code\": \"A\", \"waivedBy\": \"x\"}, {\"code\": \"B\"}, {\"code\": \"B\"}, {\"code\": \"C\"}]}";
        JsonNode decision = JSON.readTree(text);
        JsonNode patch = ShippedMappings.patch(
                        "test", HEAD + "patch:\n  /codes: {join: /exceptions/code, with: \"; \"}\n")
                .of(decision);
        assertThat(patch.path("codes").asText()).isEqualTo("B; C");
        assertThat(decision).isEqualTo(JSON.readTree(text));
    }

    @Test
    void what_a_table_does_not_know_is_told_with_mapping_and_member() {
        assertThatThrownBy(
                        () -> patch("tables: {t: {A: B}}\npatch:\n  /x: {lookup: {at: /y}, in: t}\n", "{\"y\": \"Q\"}"))
                .isInstanceOf(PatchException.class)
                .hasMessageContaining("mapping 'test' cannot work out /x")
                .hasMessageContaining("'Q'");
    }

    @Test
    void a_decision_of_many_lines_can_be_patched() throws IOException {
        StringBuilder exceptions = new StringBuilder();
        for (int i = 0; i < 60_000; i++) {
            exceptions.append(String.format(
                    Locale.ROOT,
                    "%s{\"code\": \"INV-401\", \"lineId\": \"%d\", \"severity\": 3}",
                    i == 0 ? "" : ",",
                    i));
        }
        assertThat(patch(
                                "patch:\n  /codes: {join: /exceptions/code, with: \", \"}\n",
                                "{\"exceptions\": [" + exceptions + "]}")
                        .path("codes")
                        .asText())
                .isEqualTo("INV-401");
    }

    @Test
    void mistakes_of_the_file_are_told() {
        assertMistake("patch:\n  DeliveryBlockReason: x\n", "is no member of a patch");
        assertMistake("patch:\n  /a: x\n  /a/b: y\n", "are parts of each other");
        assertMistake("types: {/b: boolean}\npatch:\n  /a: x\n", "'/b' is not in the patch");
        assertMistake("types: {/a: date}\npatch:\n  /a: x\n", "unknown type 'date'");
        assertMistake("patch: {}\n", "a patch has 1 to 100 members");
        assertMistake("patch:\n  /a: {att: /b}\n", "unknown operation");
    }

    private static void assertMistake(String mapping, String message) {
        assertThatThrownBy(() -> ShippedMappings.patch("test", HEAD + mapping))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(message);
    }
}
