package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.read.Reading;
import dev.docket.order.Checkpoint;
import dev.docket.service.decide.DecideOffline;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The tables of docs/integrate.md say what the shipped mappings and rules do. Run with -Dit.update=true to write them anew. */
class IntegrateDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/integrate.md");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-03-02T17:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bundle bundle = ShippedBundle.loaded();

    @Test
    void the_table_of_documents_is_what_becomes_of_the_first_case_of_each_mapping() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("| Mapping | Fields mapped | Absent from this document | Fields that rules miss | Decision |");
        rows.add("|---|---|---|---|---|");
        for (Path file : caseFiles()) {
            if (!Files.readString(file).contains("decision:")) { // of a patch, which reads decisions
                rows.add(row(file));
            }
        }
        assertTable("documents", rows);
    }

    @Test
    void the_table_of_checkpoints_has_every_field_that_a_rule_needs() throws IOException {
        List<String> rows = new ArrayList<>();
        rows.add("| Checkpoint | Fields that its rules need |");
        rows.add("|---|---|");
        for (Checkpoint checkpoint : Checkpoint.values()) {
            String needs = bundle.rules().stream()
                    .filter(rule -> rule.checkpoints().contains(checkpoint))
                    .map(RuleDescription::needs)
                    .flatMap(List::stream)
                    .collect(Collectors.toCollection(TreeSet::new))
                    .stream()
                    .map("`%s`"::formatted)
                    .collect(Collectors.joining(", "));
            rows.add("| `%s` | %s |".formatted(checkpoint, needs));
        }
        assertTable("checkpoints", rows);
    }

    private static List<Path> caseFiles() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("rules/cases/mappings"))) {
            return files.sorted().toList();
        }
    }

    private String row(Path file) throws IOException {
        YamlNode top = YamlFile.root(Files.readString(file), (line, kind, message) -> fail(message));
        String name = top.required("mapping").text();
        YamlNode document = top.required("cases").list().getFirst().required("document");
        DocumentIntake intake = new DocumentIntake(() -> Pins.eternal(bundle), DecisionMeter.NONE);
        Reading<MappedDocument> read =
                intake.mapping(name).orElseThrow().map(document.text(100_000).getBytes(StandardCharsets.UTF_8));
        if (!(read instanceof Reading.Valid<MappedDocument>(MappedDocument mapped))) {
            return fail(name + ": " + read);
        }
        JsonNode answer = JSON.readTree(new DecideOffline(bundle, CLOCK).decide(mapped.request(), TraceLevel.FIRED));
        int paths = Objects.requireNonNull(bundle.mappings().documents().get(name))
                .targets()
                .size();
        List<String> codes = new ArrayList<>();
        answer.path("exceptions")
                .forEach(exception -> codes.add(exception.path("code").asText()));
        return String.format(
                Locale.ROOT,
                "| `%s` | %d of %d | %s | %d | %s%s |",
                name,
                paths - mapped.absent().size(),
                paths,
                mapped.absent().isEmpty()
                        ? "–"
                        : mapped.absent().stream().map("`%s`"::formatted).collect(Collectors.joining(", ")),
                answer.at("/trace/missingInputs").size(),
                answer.at("/recommendation/disposition").asText(),
                codes.isEmpty() ? "" : ": " + codes.stream().distinct().collect(Collectors.joining(", ")));
    }

    private static void assertTable(String name, List<String> rows) throws IOException {
        String begin = "<!-- %s -->\n".formatted(name);
        String end = "\n<!-- end of %s -->".formatted(name);
        String text = Files.readString(DOCUMENT);
        int from = text.indexOf(begin) + begin.length();
        int until = text.indexOf(end);
        String table = String.join("\n", rows);
        if (Boolean.getBoolean("it.update")) {
            Files.writeString(DOCUMENT, text.substring(0, from) + table + text.substring(until));
            return;
        }
        assertThat(text.substring(from, until)).isEqualTo(table);
    }
}
