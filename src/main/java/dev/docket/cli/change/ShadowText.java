package dev.docket.cli.change;

import static dev.docket.cli.change.ChangeText.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** What a shadow saw, for people. */
final class ShadowText {
    private static final int MOST = 20;

    private ShadowText() {}

    static List<String> lines(JsonNode shadow) {
        List<String> lines = new ArrayList<>();
        JsonNode report = shadow.path("report");
        JsonNode replay = report.path("replay");
        lines.add("%s since %s: %s decisions, %s with another answer; %s records not looked at yet"
                .formatted(
                        shadow.path("running").asBoolean() ? "in shadow" : "was in shadow, counting",
                        text(shadow, "from"),
                        text(shadow, "decisions"),
                        text(shadow, "changed"),
                        text(shadow, "lag")));
        replay.path("flips")
                .forEach(flip -> lines.add("  %s -> %s: %s orders worth %s %s"
                        .formatted(
                                text(flip, "from"),
                                text(flip, "to"),
                                text(flip, "decisions"),
                                text(flip, "orderValue"),
                                text(flip, "currency"))));
        first(report.path("codes"))
                .forEach(code -> lines.add("  %s appears in %s, disappears in %s"
                        .formatted(text(code, "code"), text(code, "appeared"), text(code, "disappeared"))));
        lines.add("  the priority class agrees in %s of %s"
                .formatted(text(shadow, "agreeing"), text(shadow, "replayed")));
        report.path("classes")
                .forEach(moved -> lines.add("  priority %s -> %s: %s orders"
                        .formatted(text(moved, "from"), text(moved, "to"), text(moved, "decisions"))));
        replay.path("totals").forEach(money -> lines.add("  " + moved(money)));
        rows(lines, "segment", replay.path("bySegment"));
        rows(lines, "warehouse", replay.path("byWarehouse"));
        rows(lines, "source", report.path("bySource"));
        replay.path("notReplayed")
                .forEach(not ->
                        lines.add("  not replayed, %s: %s".formatted(text(not, "name"), text(not, "decisions"))));
        first(replay.path("samples"))
                .limit(5)
                .forEach(sample -> lines.add("  for example %s, order %s: %s -> %s"
                        .formatted(
                                text(sample, "decisionId"),
                                text(sample, "orderId"),
                                text(sample, "from"),
                                text(sample, "to"))));
        return lines;
    }

    private static void rows(List<String> lines, String by, JsonNode rows) {
        first(rows)
                .forEach(row -> lines.add("  %s %s: %s"
                        .formatted(by, text(row, "name").isEmpty() ? "(none)" : text(row, "name"), moved(row))));
    }

    private static String moved(JsonNode money) {
        return "newly held %s %s (%s orders), newly released %s %s (%s orders)"
                .formatted(
                        text(money, "held"),
                        text(money, "currency"),
                        text(money, "heldDecisions"),
                        text(money, "released"),
                        text(money, "currency"),
                        text(money, "releasedDecisions"));
    }

    private static Stream<JsonNode> first(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false).limit(MOST);
    }
}
