package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleLoader;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.decide.DecideOffline;
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
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What docs/adopt.md and docs/mapping.md print is what their files and commands come to. */
class AdoptDocumentTest {
    private static final Path EXAMPLES = Path.of("docs/examples/adoption");
    private static final Clock CLOCK = Clock.fixed(Instant.parse("2026-11-29T12:00:00Z"), ZoneOffset.UTC);
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Bundle shipped = ShippedBundle.loaded();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void one_rule_holds_dollars_releases_yen_and_leaves_francs_to_a_person() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String currency : List.of("USD", "JPY")) {
            JsonNode answer = decided(shipped, in(currency));
            JsonNode rule = rule(answer, "avs-mismatch-other-address");
            lines.add(answer.at("/recommendation/disposition").toString());
            lines.add(rule.path("verdict").toString());
            if (rule.at("/firstFailing/because").isTextual()) {
                lines.add(rule.at("/firstFailing/because").toString());
            }
            lines.add(answer.at("/trace/parametersUsed/avs-mismatch-amount").toString());
            lines.add(answer.at("/trace/parameterChoices/avs-mismatch-amount").toString());
        }
        assertPrinted("docs/adopt.md", lines);

        JsonNode francs = decided(shipped, in("CHF"));
        assertPrinted(
                "docs/adopt.md",
                List.of(
                        francs.at("/recommendation/disposition").toString(),
                        francs.at("/trace/arbitration/0").toString(),
                        francs.at("/trace/parameterChoices/avs-mismatch-amount").toString()));
    }

    private static ObjectNode in(String currency) throws IOException {
        ObjectNode order = example("order.json");
        ((ObjectNode) order.path("order")).put("currency", currency);
        return order;
    }

    @Test
    void hours_and_fields_of_a_company_s_own_need_only_files() throws IOException {
        Bundle own = ownRules();
        List<String> due = new ArrayList<>();
        due.add(due("always open", decided(shipped, example("hold.json"))));
        for (String zone : List.of("Europe/Berlin", "America/New_York", "Asia/Tokyo")) {
            ObjectNode held = example("hold.json");
            held.withObject("/warehouse").put("timeZone", zone);
            due.add(due(zone, decided(own, held)));
        }
        assertPrinted("docs/adopt.md", due);

        List<String> margins = new ArrayList<>();
        margins.add(margin(own, "6.5").path("verdict").toString());
        margins.add(margin(own, "12").path("verdict").toString());
        margins.add(margin(own, "12").at("/firstFailing/because").toString());
        JsonNode absent = rule(decided(own, example("order.json")), "project-below-margin");
        margins.add(absent.path("verdict").toString());
        margins.add(absent.path("missing").toString());
        Problem misspelt = problems(new RequestReader(new RecordReader(), own::attributes)
                        .read(JSON.writeValueAsBytes(attributed("project-margn", "12"))))
                .getFirst();
        margins.add(JSON.createObjectNode()
                .put("path", misspelt.path())
                .put("code", misspelt.code())
                .put("message", misspelt.message())
                .put("value", 12)
                .toString());
        assertPrinted("docs/adopt.md", margins);

        try (DocumentIntake.Mapping mapping = mapping(own, "x12-850")) {
            JsonNode answer = decided(own, mapping.map(interchange("6.5")));
            assertThat(page("docs/adopt.md"))
                    .contains(String.format(
                            Locale.ROOT,
                            "decision: %s, priority %s%n  %s %s%n",
                            answer.at("/recommendation/disposition").asText(),
                            answer.at("/priority/class").asText(),
                            answer.at("/exceptions/0/code").asText(),
                            answer.at("/exceptions/0/name").asText()));
            Problem beyond = problems(mapping.map(interchange("650"))).getFirst();
            assertThat(page("docs/adopt.md"))
                    .contains("  %s: %s (%s)\n".formatted(beyond.source(), beyond.message(), beyond.path()));
        }
    }

    private static JsonNode margin(Bundle own, String margin) throws IOException {
        return rule(decided(own, attributed("project-margin", margin)), "project-below-margin");
    }

    private static ObjectNode attributed(String name, String margin) throws IOException {
        ObjectNode order = example("order.json");
        ((ObjectNode) order.path("order")).putObject("attributes").set(name, JSON.readTree(margin));
        return order;
    }

    private static String due(String zone, JsonNode answer) {
        return JSON.createArrayNode()
                .add(zone)
                .add(answer.at("/recommendation/slaDueAt"))
                .toString();
    }

    private static byte[] interchange(String margin) throws IOException {
        return Files.readString(EXAMPLES.resolve("order.x12"))
                .replaceFirst("(?m)^(CUR.*)$", "$1\nREF*PJ*" + margin + "~")
                .replaceFirst("(?m)^SE[*]10", "SE*11")
                .getBytes(StandardCharsets.UTF_8);
    }

    /** The shipped rules with the hours, the attribute, the rule and the line of the mapping that the page adds. */
    private Bundle ownRules() throws IOException {
        try (Stream<Path> files = Files.walk(Path.of("rules"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path copy = folder.resolve(Path.of("rules").relativize(file));
                Files.createDirectories(copy.getParent());
                Files.copy(file, copy);
            }
        }
        for (String added : List.of("calendars.yaml", "attributes.yaml", "margin.drl")) {
            Files.copy(EXAMPLES.resolve(added), folder.resolve(added));
        }
        Path mapping = folder.resolve("mappings/x12-850.yaml");
        Files.writeString(
                mapping,
                Files.readString(mapping)
                        .replaceFirst(
                                "(?m)^(  order.paymentTerms:.*)$",
                                "$1\n  order.attributes.project-margin: {at: \"/REF[1=PJ]/2\"}"));
        return BundleLoader.load(folder, Path.of("models"));
    }

    @Test
    void an_850_is_answered_with_the_997_the_855_and_the_patches_that_the_page_shows() throws IOException {
        byte[] order = JSON.writeValueAsBytes(JSON.createObjectNode()
                .put("document", Files.readString(EXAMPLES.resolve("order.x12")))
                .set("masterData", JSON.readTree("""
                        {"checkpoint": "RELEASE", "customer": {"segment": "B"}, "order": {"shipCompletePolicy": "PARTIAL_ALLOWED", "lines": [
                         {"itemId": "BOLT-M8", "availableQty": 40, "restockEta": "2026-03-04"}, {"itemId": "NUT-M8", "availableQty": 500}]}}""")));
        assertPrinted(
                "docs/mapping.md",
                answered("x12-850", "x12-855", order)
                        .lines()
                        .map(line -> line.replaceFirst("[*][0-9]{6,8}[*][0-9]{4}[*]", "*DAY*TIME*"))
                        .toList());

        List<String> lines = new ArrayList<>(
                answered("edifact-orders", "edifact-ordrsp", Files.readAllBytes(EXAMPLES.resolve("orders.edifact")))
                        .lines()
                        .map(line -> line.replaceFirst("[0-9]{12}:203", "NOW:203")
                                .replaceFirst(":14[+][0-9]*:[0-9]*[+]REF1", ":14+DAY:TIME+REF1"))
                        .toList());
        ObjectNode codes = (ObjectNode) JSON.readTree(answered("x12-850", "hold-codes", order));
        codes.remove(List.of("docket", "holdDueAt"));
        lines.add(codes.toString());
        lines.add(answered("x12-850", "sap-delivery-block", order));
        assertPrinted("docs/mapping.md", lines);
    }

    private String answered(String name, String form, byte[] document) throws IOException {
        try (DocumentIntake.Mapping mapping = mapping(shipped, name)) {
            AnswerForm answer = Objects.requireNonNull(mapping.answers().get(form), form);
            return answer.text(document, JSON.writeValueAsBytes(decided(shipped, mapping.map(document))))
                    .stripTrailing();
        }
    }

    private static DocumentIntake.Mapping mapping(Bundle bundle, String name) {
        return new DocumentIntake(() -> Pins.eternal(bundle), DecisionMeter.NONE)
                .mapping(name)
                .orElseThrow();
    }

    private static JsonNode decided(Bundle bundle, Reading<MappedDocument> mapped) throws IOException {
        Request request = ((Reading.Valid<MappedDocument>) mapped).value().request();
        return JSON.readTree(new DecideOffline(bundle, CLOCK).decide(request, TraceLevel.FIRED));
    }

    private static JsonNode decided(Bundle bundle, ObjectNode order) throws IOException {
        Reading<Request> read = new RequestReader(new RecordReader()).read(JSON.writeValueAsBytes(order));
        return JSON.readTree(
                new DecideOffline(bundle, CLOCK).decide(((Reading.Valid<Request>) read).value(), TraceLevel.FULL));
    }

    private static <T> List<Problem> problems(Reading<T> read) {
        return ((Reading.Invalid<T>) read).problems();
    }

    private static JsonNode rule(JsonNode answer, String ruleId) {
        for (JsonNode rule : answer.at("/trace/rules")) {
            if (rule.path("ruleId").asText().equals(ruleId)) {
                return rule;
            }
        }
        throw new AssertionError("the trace has no rule " + ruleId);
    }

    private static ObjectNode example(String name) throws IOException {
        return (ObjectNode) JSON.readTree(EXAMPLES.resolve(name).toFile());
    }

    private static void assertPrinted(String page, List<String> lines) throws IOException {
        assertThat(page(page)).contains("```\n" + String.join("\n", lines) + "\n```");
    }

    private static String page(String page) throws IOException {
        return Files.readString(Path.of(page));
    }
}
