package dev.docket.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the documents show is what happens. */
class ReadmeTest {
    private static final Path SHORT = Path.of("api-spec/examples/order-over-limit.json");
    private static final Path LONG = Path.of("api-spec/examples/order-substituted.json");
    private static final Path LONG_ANSWER = Path.of("api-spec/examples/answers/order-substituted.json");
    private static final Pattern BLOCK = Pattern.compile("(?s)```json\n(.*?)```");
    private static final ObjectMapper JSON = new ObjectMapper();

    private final String readme = read(Path.of("README.md"));
    private final String answerPage = read(Path.of("docs/answer.md"));

    @Test
    void the_request_in_the_readme_is_the_file_that_its_curl_sends() {
        assertThat(readme).contains("--data @" + SHORT);
        assertThat(blocks(readme).getFirst()).isEqualTo(read(SHORT));
    }

    @Test
    void the_answer_in_the_readme_is_what_the_shipped_rules_and_model_answer() throws IOException {
        JsonNode actual = comparable(JSON.readTree(DecisionBrief.of(answer(SHORT))));

        assertThat(readme).contains("/v1/decisions?view=summary");
        assertThat(comparable(JSON.readTree(blocks(readme).getLast())))
                .as("the answer now, to be copied to README.md:%n%s", actual.toPrettyString())
                .isEqualTo(actual);
    }

    @Test
    void the_curl_of_the_answer_page_names_a_request_that_is_there() {
        assertThat(answerPage).contains("--data @" + LONG);
        assertThat(LONG).exists();
    }

    @Test
    void the_answer_of_the_answer_page_is_the_answer_file() {
        assertThat(blocks(answerPage).getLast()).isEqualTo(read(LONG_ANSWER));
    }

    @Test
    void the_summary_of_the_answer_page_is_that_of_its_request() throws IOException {
        assertThat(comparable(JSON.readTree(blocks(answerPage).getFirst())))
                .isEqualTo(comparable(JSON.readTree(DecisionBrief.of(answer(LONG)))));
    }

    @Test
    void the_answer_file_is_what_the_shipped_rules_and_model_answer() throws IOException {
        JsonNode actual = comparable(JSON.readTree(answer(LONG)));

        assertThat(actual)
                .as("the answer now, to be copied to %s and docs/answer.md:%n%s", LONG_ANSWER, actual.toPrettyString())
                .isEqualTo(comparable(JSON.readTree(read(LONG_ANSWER))));
    }

    private static List<String> blocks(String document) {
        return BLOCK.matcher(document).results().map(found -> found.group(1)).toList();
    }

    private static byte[] answer(Path request) throws IOException {
        var reader = new RequestReader(new RecordReader());
        var decideOrder = new DecideOrder(
                () -> Pins.eternal(ShippedBundle.loaded()),
                new BreakableJournal(),
                new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
                () -> Instant.parse("2026-03-02T10:00:00Z"),
                DecisionMeter.NONE);
        return switch (reader.read(Files.readAllBytes(request))) {
            case Reading.Valid<Request> valid ->
                decideOrder.dryRun(valid.value(), TraceLevel.NONE).bytes();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }

    /** Without what differs from machine to machine and with every edit of rules or model. */
    private static JsonNode comparable(JsonNode answer) {
        ObjectNode copy = answer.deepCopy();
        copy.remove("decisionId");
        copy.remove("decidedAt");
        copy.remove("record");
        List.of("/bundle", "/trace/model").forEach(part -> {
            if (copy.at(part) instanceof ObjectNode object) {
                object.remove("digest");
            }
        });
        return copy;
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new AssertionError(unreadable);
        }
    }
}
