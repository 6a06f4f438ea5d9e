package dev.docket.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DecideCommandTest {
    private static final Path EXAMPLES = Path.of("api-spec", "examples");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final StringWriter err = new StringWriter();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void examples_are_decided_in_the_order_of_the_files() throws IOException {
        assertThat(run(
                        EXAMPLES.resolve("order-held.json").toString(),
                        EXAMPLES.resolve("order-released.json").toString()))
                .isZero();

        assertThat(answers())
                .extracting(answer -> answer.at("/recommendation/disposition").asText())
                .containsExactly("HOLD", "RELEASE");
        assertThat(answers()).noneMatch(answer -> answer.has("record"));
    }

    @Test
    void a_bad_line_is_reported_in_its_place_and_the_others_are_decided() throws IOException {
        String good =
                JSON.readTree(EXAMPLES.resolve("order-minimal.json").toFile()).toString();
        Path orders = Files.write(folder.resolve("orders.ndjson"), List.of(good, "", "{\"requestId\": 7}", good));

        assertThat(run("--trace", "none", orders.toString())).isEqualTo(1);

        assertThat(answers()).hasSize(3);
        assertThat(answers().get(0).path("decisionId"))
                .isEqualTo(answers().get(2).path("decisionId"));
        assertThat(answers().get(0).at("/trace/rules")).isEmpty();
        JsonNode refused = answers().get(1);
        assertThat(refused.path("line").asInt()).isEqualTo(3);
        assertThat(refused.path("file").asText()).isEqualTo(orders.toString());
        assertThat(refused.at("/problem/errors"))
                .extracting(error -> error.path("path").asText())
                .contains("requestId", "order");
    }

    @Test
    void rules_that_cannot_be_used_are_explained_in_plain_words() {
        assertThat(run(
                        "--rules",
                        folder.toString(),
                        EXAMPLES.resolve("order-held.json").toString()))
                .isEqualTo(1);
        assertThat(err.toString()).startsWith("docket: ").doesNotContain("\tat ");
    }

    @Test
    void a_missing_file_and_a_missing_argument_have_different_exit_codes() {
        assertThat(run(folder.resolve("none.json").toString())).isEqualTo(1);
        assertThat(err.toString()).contains("none.json");
        assertThat(run()).isEqualTo(2);
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of("-o", output().toString()));
        all.addAll(List.of(arguments));
        return new CommandLine(new DecideCommand())
                .setCaseInsensitiveEnumValuesAllowed(true)
                .setErr(new PrintWriter(err, true))
                .execute(all.toArray(String[]::new));
    }

    private Path output() {
        return folder.resolve("answers.ndjson");
    }

    private List<JsonNode> answers() throws IOException {
        List<JsonNode> answers = new ArrayList<>();
        for (String line : Files.readAllLines(output())) {
            answers.add(JSON.readTree(line));
        }
        return answers;
    }
}
