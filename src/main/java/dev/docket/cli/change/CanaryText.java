package dev.docket.cli.change;

import static dev.docket.cli.change.ChangeText.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What a canary came to, for people. */
final class CanaryText {
    private CanaryText() {}

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
