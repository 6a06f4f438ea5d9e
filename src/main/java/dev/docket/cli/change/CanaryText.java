package dev.docket.cli.change;

import static dev.docket.cli.change.ChangeText.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.change.Dossier;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** What a canary came to, for people. */
final class CanaryText {
    private static final RecordReader READER = new RecordReader();

    private CanaryText() {}

    /** A canary that is over, as a dossier has it. The verdicts are made of its counts here, whatever the dossier says. */
    static List<String> tried(JsonNode document) {
        return switch (READER.jsonAgain(Dossier.Tried.class, document.toString().getBytes(StandardCharsets.UTF_8))) {
            case Reading.Valid<Dossier.Tried> valid -> lines(valid.value());
            case Reading.Invalid<Dossier.Tried> invalid ->
                List.of("in canary: it cannot be read: " + invalid.problems());
        };
    }

    private static List<String> lines(Dossier.Tried tried) {
        List<String> lines = new ArrayList<>();
        lines.add("in canary since step %s, for %s".formatted(tried.step(), tried.selector()));
        Figures figures = tried.figures();
        if (figures == null) {
            lines.add("  " + tried.line());
            return lines;
        }
        Counts counts = figures.counts();
        Guard guard = new Guard(tried.limits());
        lines.add("  %s after %s orders, of which %s were held; for %s of them the base stood"
                .formatted(guard.verdict(counts), counts.orders(), counts.held(), counts.stricter()));
        guard.readings(counts)
                .forEach(reading ->
                        lines.add("  %-10s  %-9s  %s".formatted(reading.verdict(), reading.metric(), reading.says())));
        return lines;
    }

    static List<String> lines(JsonNode canary) {
        List<String> lines = new ArrayList<>();
        lines.add("%s %s since %s, for %s"
                .formatted(
                        text(canary, "changeId"),
                        canary.path("running").asBoolean() ? "is in canary" : "was in canary",
                        text(canary, "since"),
                        text(canary.path("selector"), "says")));
        lines.add(
                "%s after %s orders; for %s of them the base stood, because the candidate was softer where it may not be"
                        .formatted(text(canary, "verdict"), text(canary, "orders"), text(canary, "baseStood")));
        canary.path("limits")
                .forEach(limit -> lines.add("  %-10s  %-9s  %s"
                        .formatted(text(limit, "verdict"), text(limit, "metric"), text(limit, "says"))));
        canary.path("notKnown").forEach(unknown -> lines.add("not known: " + unknown.asText()));
        canary.path("warnings").forEach(warning -> lines.add("warning: " + warning.asText()));
        return lines;
    }
}
