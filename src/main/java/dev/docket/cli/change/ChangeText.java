package dev.docket.cli.change;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.StreamSupport;

/** Changes and dossiers for people. */
final class ChangeText {
    private static final int MOST_LINES = 40;

    private ChangeText() {}

    static List<String> list(JsonNode answer) {
        List<String> lines = new ArrayList<>();
        if (answer.has("emergency")) {
            JsonNode emergency = answer.path("emergency");
            lines.add("EMERGENCY until %s: %s decides without approval (%s, %s)"
                    .formatted(
                            text(emergency, "until"),
                            text(emergency, "digest"),
                            text(emergency, "changeId"),
                            text(emergency, "reason")));
        }
        lines.add(row("CHANGE", "STATE", "AUTHOR", "SINCE", "REASON"));
        answer.path("changes")
                .forEach(change -> lines.add(row(
                        text(change, "changeId"),
                        text(change, "state"),
                        text(change, "author"),
                        text(change, "since"),
                        text(change, "reason"))));
        lines.add("approved last: %s; approval is %srequired here"
                .formatted(text(answer, "base"), answer.path("required").asBoolean() ? "" : "not "));
        return lines;
    }

    private static String row(String id, String state, String author, String since, String reason) {
        return String.format(Locale.ROOT, "%-18s  %-11s  %-16s  %-24s  %s", id, state, author, since, reason);
    }

    /** In one line, after a step. */
    static String state(JsonNode change) {
        String missing = words(change.path("missing"));
        return "%s is %s%s"
                .formatted(
                        text(change, "changeId"),
                        text(change, "state"),
                        missing.isEmpty() ? "" : "; it still needs the approval of: " + missing);
    }

    static List<String> show(JsonNode change) {
        List<String> lines = new ArrayList<>();
        lines.add("%s  %s".formatted(text(change, "changeId"), text(change, "state")));
        lines.add("reason     " + text(change, "reason")
                + (change.has("ticket") ? " (" + text(change, "ticket") + ")" : ""));
        lines.add("authors    " + words(change.path("authors")));
        lines.add("base       " + text(change, "base"));
        lines.add("candidate  " + text(change, "candidate"));
        if (change.has("dossier")) {
            lines.add("dossier    " + text(change, "dossier"));
        }
        change.path("needs")
                .forEach(need -> lines.add(
                        "needs      %s, because of: %s".formatted(text(need, "role"), words(need.path("because")))));
        change.path("approvals")
                .forEach(one -> lines.add("approved   by %s as %s at %s"
                        .formatted(text(one, "by"), words(one.path("roles")), text(one, "at"))));
        change.path("canaries")
                .forEach(one -> lines.add("canary     since step %s, for %s: %s"
                        .formatted(text(one, "step"), text(one, "selector"), text(one, "line"))));
        if (change.path("inCanary").asBoolean()) {
            lines.add("canary     now; './docket change canary %s' shows what it comes to"
                    .formatted(text(change, "changeId")));
        }
        if (change.has("remark")) {
            lines.add("remark     " + text(change, "remark"));
        }
        return lines;
    }

    /** @param document the step that made it */
    static List<String> dossier(JsonNode document) {
        JsonNode dossier = document.path("dossier");
        List<String> lines = new ArrayList<>();
        lines.add("what changes:");
        StreamSupport.stream(dossier.path("changes").spliterator(), false)
                .limit(MOST_LINES)
                .forEach(change -> lines.add("  " + text(change, "says")));
        int more = Math.max(0, dossier.path("changes").size() - MOST_LINES)
                + dossier.path("moreChanges").asInt();
        if (more > 0) {
            lines.add("  and %s more".formatted(more));
        }
        JsonNode check = dossier.path("check");
        lines.add("check: %s rules, %s cases, %s problems, %s findings"
                .formatted(
                        text(check, "rules"),
                        text(check, "cases"),
                        text(check, "problemCount"),
                        text(check, "findings")));
        check.path("problems").forEach(problem -> lines.add("  " + problem.asText()));
        JsonNode replay = dossier.path("replay");
        lines.add("replay of %s decisions received from %s to %s: %s would have another answer"
                .formatted(
                        text(replay, "decisions"), text(replay, "from"), text(replay, "to"), text(replay, "changed")));
        replay.path("flips")
                .forEach(flip -> lines.add("  %s -> %s: %s orders worth %s %s"
                        .formatted(
                                text(flip, "from"),
                                text(flip, "to"),
                                text(flip, "decisions"),
                                text(flip, "orderValue"),
                                text(flip, "currency"))));
        replay.path("money")
                .forEach(money -> lines.add("  newly held %s %s (%s orders), newly released %s %s (%s orders)"
                        .formatted(
                                text(money, "held"),
                                text(money, "currency"),
                                text(money, "heldDecisions"),
                                text(money, "released"),
                                text(money, "currency"),
                                text(money, "releasedDecisions"))));
        replay.path("notReplayed")
                .forEach(not ->
                        lines.add("  not replayed, %s: %s".formatted(text(not, "name"), text(not, "decisions"))));
        JsonNode model = dossier.path("model");
        if (model.isObject()) {
            lines.add("model %s %s%s, whose card says:"
                    .formatted(
                            text(model, "name"),
                            text(model, "version"),
                            model.has("was") ? " instead of " + text(model, "was") : ""));
            text(model, "card").lines().limit(MOST_LINES).forEach(line -> lines.add("  " + line));
        }
        JsonNode shadow = dossier.path("shadow");
        if (shadow.isObject()) {
            lines.add("in shadow from %s to %s: %s decisions, %s with another answer; %s records were not looked at"
                    .formatted(
                            text(shadow, "from"),
                            text(shadow, "upTo"),
                            text(shadow, "decisions"),
                            text(shadow, "changed"),
                            text(shadow, "lag")));
            shadow.path("flips")
                    .forEach(flip -> lines.add("  %s -> %s: %s orders worth %s %s"
                            .formatted(
                                    text(flip, "from"),
                                    text(flip, "to"),
                                    text(flip, "decisions"),
                                    text(flip, "orderValue"),
                                    text(flip, "currency"))));
            shadow.path("codes")
                    .forEach(code -> lines.add("  %s appears in %s, disappears in %s"
                            .formatted(text(code, "code"), text(code, "appeared"), text(code, "disappeared"))));
            shadow.path("classes")
                    .forEach(moved -> lines.add("  priority %s -> %s: %s orders"
                            .formatted(text(moved, "from"), text(moved, "to"), text(moved, "decisions"))));
        }
        dossier.path("canaries").forEach(tried -> lines.addAll(CanaryText.tried(tried)));
        return lines;
    }

    static String text(JsonNode node, String field) {
        return node.path(field).asText();
    }

    private static String words(JsonNode list) {
        return String.join(
                ", ",
                StreamSupport.stream(list.spliterator(), false)
                        .map(JsonNode::asText)
                        .toList());
    }
}
