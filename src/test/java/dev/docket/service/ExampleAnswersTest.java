package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.decide.DecideOffline;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What each example order is answered, in words: docs/examples/answers.md. Run with -Dit.update=true to write it anew. */
class ExampleAnswersTest {
    private static final Path DOCUMENT = Path.of("docs/examples/answers.md");
    private static final Path EXAMPLES = Path.of("api-spec/examples");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T10:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final double PERCENT = 100;

    private final Bundle bundle = ShippedBundle.loaded();

    @Test
    void each_example_order_is_answered_as_the_document_says_in_words() throws IOException {
        List<String> said = new ArrayList<>();
        said.add("""
                # What the example orders are answered, in words

                Written by `ExampleAnswersTest` (`-Dit.update=true`): each order of [api-spec/examples](../../api-spec/examples), decided by the shipped policy
                and model on 2 March 2026, before there were outcomes. [The full answer](../answer.md) has the same and more. Reasons
                are listed from the strongest on, and add up to the expected loss, to the cent.
                """);
        for (Path file : examples()) {
            said.add(inWords(file));
        }
        String text = String.join("\n", said);
        if (Boolean.getBoolean("it.update")) {
            Files.writeString(DOCUMENT, text);
            return;
        }
        assertThat(text).isEqualTo(Files.readString(DOCUMENT));
    }

    private static List<Path> examples() throws IOException {
        try (Stream<Path> files = Files.list(EXAMPLES)) {
            return files.filter(file -> file.toString().endsWith(".json"))
                    .sorted()
                    .toList();
        }
    }

    private String inWords(Path file) throws IOException {
        var reader = new RequestReader(new RecordReader(), bundle::attributes);
        if (!(reader.read(Files.readAllBytes(file)) instanceof Reading.Valid<Request>(Request request))) {
            throw new AssertionError(file + " is refused");
        }
        JsonNode answer = JSON.readTree(new DecideOffline(bundle, CLOCK).decide(request, TraceLevel.NONE));
        JsonNode priority = answer.path("priority");
        List<String> lines = new ArrayList<>();
        lines.add("## [%s](../../%s)\n".formatted(file.getFileName(), file));
        lines.add("> %s\n".formatted(answer.at("/recommendation/summary").asText()));
        lines.add("**%s%s.** %s\n".formatted(priority.path("class").asText(), source(priority), money(priority)));
        priority.path("contributions")
                .forEach(reason -> lines.add("- " + reason.path("says").asText()));
        List<String> unknown = new ArrayList<>();
        priority.at("/evidence/unknown").forEach(one -> unknown.add(one.asText()));
        lines.add(
                unknown.isEmpty()
                        ? "\nThe model knew everything that it uses.\n"
                        : "\nNot known, so without effect: %s.\n".formatted(String.join("; ", unknown)));
        return String.join("\n", lines);
    }

    private static String source(JsonNode priority) {
        assertThat(priority.path("source").asText()).isIn("MODEL", "RULES");
        return priority.path("source").asText().equals("MODEL")
                ? ", by its expected loss"
                : ", which the rules ask for (%s)"
                        .formatted(priority.at("/floor/ruleId").asText());
    }

    private static String money(JsonNode priority) {
        String until = priority.at("/avoidable/until").asText();
        return "If nobody acts, expect a loss of %s: in %s it ends late, cancelled or as fraud, and then costs %s.%s %s of the reference orders are expected to lose less."
                .formatted(
                        amount(priority.path("expectedLoss")),
                        percent(priority.path("probabilityOfCost").asDouble() * PERCENT) + " of such cases",
                        amount(priority.path("lossIfCost")),
                        priority.has("avoidable")
                                ? " Acting%s can still save %s."
                                        .formatted(
                                                until.isEmpty()
                                                        ? ""
                                                        : " until " + until.replaceFirst("T(..:..).*", ", $1 UTC,"),
                                                amount(priority.path("avoidable")))
                                : "",
                        percent(priority.path("percentile").asDouble()));
    }

    private static String amount(JsonNode money) {
        String number = String.format(Locale.ROOT, "%,.2f", money.path("amount").decimalValue());
        return (number + " " + money.path("currency").asText()).strip();
    }

    private static String percent(double percent) {
        return String.format(Locale.ROOT, "%.1f %%", percent);
    }
}
