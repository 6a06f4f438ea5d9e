package dev.docket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.order.OrderSnapshot;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Explains one decision to someone who has never seen the policy. */
record Story(Words words, OrderSnapshot order, JsonNode answer) {
    private static final int MOST_REASONS = 2;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("d MMMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    /** One heading, such as "Why", and its text. */
    record Sentence(String about, String text) {}

    String title() {
        return "Order %s of %s%s, at checkpoint %s: %s"
                .formatted(order.order().orderId(), order.customer().customerId(), worth(), order.checkpoint(), fate());
    }

    private String worth() {
        BigDecimal net = order.order().netAmount();
        String currency = order.order().currency();
        return net == null ? "" : String.format(Locale.ROOT, ", %,.2f", net) + (currency == null ? "" : " " + currency);
    }

    List<Sentence> sentences() {
        List<Sentence> sentences = new ArrayList<>();
        why().forEach(reason -> sentences.add(new Sentence("Why", reason)));
        sentences.add(new Sentence("Next", next()));
        sentences.add(new Sentence("Who", who()));
        sentences.add(new Sentence("Urgency", urgency()));
        return sentences;
    }

    private String fate() {
        return switch (recommendation().path("disposition").asText()) {
            case "RELEASE" -> "released unchanged";
            case "RELEASE_WITH_CONDITIONS" -> "released with a change";
            case "REVIEW" -> "sent to a person";
            case "HOLD" -> "held";
            case "REJECT" -> "rejected";
            case String other -> other;
        };
    }

    private List<String> why() {
        List<String> reasons = Reply.standing(answer.path("exceptions"))
                .limit(MOST_REASONS)
                .map(this::reason)
                .toList();
        return reasons.isEmpty()
                ? List.of(String.format(
                        Locale.ROOT,
                        "None of the %d rules found anything wrong.",
                        words.policies().size()))
                : reasons;
    }

    private String reason(JsonNode exception) {
        String read = exception
                .path("evidence")
                .propertyStream()
                .map(each -> Words.field(each.getKey()) + " " + Words.value(each.getValue()))
                .collect(Collectors.joining(", "));
        return "%s Here%s: %s. (%s %s, rule %s)"
                .formatted(
                        words.policy(exception.path("ruleId").asText()),
                        exception.has("lineId")
                                ? ", line " + exception.path("lineId").asText()
                                : "",
                        read,
                        exception.path("code").asText(),
                        Words.plain(exception.path("name").asText()),
                        exception.path("ruleId").asText());
    }

    private String next() {
        String actions = Reply.standing(recommendation().path("actions"))
                .filter(action -> action.path("preferred").asBoolean())
                .map(this::action)
                .distinct()
                .collect(Collectors.joining("; "));
        return actions.isEmpty() ? "Ship it as ordered." : capital(actions) + ".";
    }

    private String action(JsonNode action) {
        String parameters = action.path("parameters")
                .propertyStream()
                .map(each -> Words.field(each.getKey()) + " " + Words.value(each.getValue()))
                .collect(Collectors.joining(", "));
        return words.action(action.path("type").asText())
                + (action.has("lineId") ? ", line " + action.path("lineId").asText() : "")
                + (parameters.isEmpty() ? "" : " (" + parameters + ")");
    }

    private String who() {
        if (recommendation().path("automation").asText().equals("AUTO")) {
            return "The warehouse system, without anyone looking.";
        }
        String roles = recommendation()
                .path("approvals")
                .valueStream()
                .map(approval -> Words.plain(approval.path("role").asText()))
                .collect(Collectors.joining(", "));
        String due = recommendation().has("slaDueAt")
                ? ", by "
                        + TIME.format(
                                Instant.parse(recommendation().path("slaDueAt").asText()))
                : "";
        return "Queue %s%s.%s"
                .formatted(
                        Words.plain(recommendation().path("queue").asText()),
                        due,
                        roles.isEmpty() ? "" : " To agree: " + roles + ".");
    }

    private String urgency() {
        JsonNode priority = answer.path("priority");
        String level = priority.path("class").asText();
        return switch (priority.path("source").asText()) {
            case "RULES" ->
                "%s, because rule %s requires at least that."
                        .formatted(level, priority.path("floor").path("ruleId").asText());
            case "FALLBACK" ->
                "%s from the rules alone: %s."
                        .formatted(level, priority.path("reason").asText());
            default ->
                String.format(
                        Locale.ROOT,
                        "%s by the model: expected to cost %s; with a probability of %d %% it costs something. First reason: %s.",
                        level,
                        money(priority.path("expectedLoss")),
                        Math.round(100 * priority.path("probabilityOfCost").asDouble()),
                        priority.path("contributions").path(0).path("says").asText());
        };
    }

    private static String money(JsonNode money) {
        return String.format(
                        Locale.ROOT,
                        "%,.2f %s",
                        money.path("amount").asDouble(),
                        money.path("currency").asText())
                .strip();
    }

    private JsonNode recommendation() {
        return answer.path("recommendation");
    }

    private static String capital(String sentence) {
        return Character.toUpperCase(sentence.charAt(0)) + sentence.substring(1);
    }
}
