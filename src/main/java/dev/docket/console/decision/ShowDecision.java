package dev.docket.console.decision;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.DecisionPage.Action;
import dev.docket.console.decision.DecisionPage.Fact;
import dev.docket.console.decision.DecisionPage.Missing;
import dev.docket.console.decision.DecisionPage.Problem;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.service.bundle.DescribeBundle;
import dev.docket.text.Printable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** Says an answer in words. */
final class ShowDecision {
    private static final int MOST_SEVERE = 5;
    private static final int LONGEST_REQUEST = 200_000;

    private final DescribeBundle describe;
    private final Rules rules;
    private final Values values;

    ShowDecision(DescribeBundle describe, Rules rules, Values values) {
        this.describe = describe;
        this.rules = rules;
        this.values = values;
    }

    DecisionPage.Head head(JsonNode answer, String order, String orderPath) {
        JsonNode said = answer.path("recommendation");
        String disposition = said.path("disposition").asText();
        return new DecisionPage.Head(
                answer.path("decisionId").asText(),
                Printable.line(order),
                orderPath,
                disposition,
                Texts.or("disposition_" + disposition, Words.sentence(disposition)),
                Said.text(said, "summary"));
    }

    List<Fact> facts(JsonNode answer, JsonNode request) {
        JsonNode said = answer.path("recommendation");
        JsonNode order = request.path("order");
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("fact_who", Words.sentence(Said.text(said, "queue"))));
        if (said.has("slaDueAt")) {
            facts.add(Said.time(Texts.of("fact_due"), said.path("slaDueAt")));
        }
        facts.add(Fact.of("fact_priority", Said.text(answer.path("priority"), "class")));
        if (order.path("netAmount").isNumber()) {
            facts.add(Fact.of("fact_value", values.of("order.netAmount", order.path("netAmount"))));
        }
        String customer = Said.text(request.path("customer"), "customerId");
        if (!customer.isEmpty()) {
            facts.add(Fact.of("fact_customer", customer));
        }
        facts.add(Fact.of("fact_checkpoint", Words.sentence(Said.text(request, "checkpoint"))));
        facts.add(Said.time(Texts.of("fact_as_of"), answer.path("asOf")));
        return facts;
    }

    List<Action> actions(JsonNode answer) {
        return Said.each(answer.path("recommendation").path("actions"))
                .map(this::action)
                .sorted((a, b) -> Boolean.compare(b.isPreferred(), a.isPreferred()))
                .toList();
    }

    private Action action(JsonNode action) {
        String type = Said.text(action, "type");
        var known = describe.actions().actions().get(type);
        List<List<Piece>> details = new ArrayList<>();
        if (action.has("lineId")) {
            details.add(Piece.sentence("line", Piece.text(Said.text(action, "lineId"))));
        }
        action.path("parameters")
                .properties()
                .forEach(one -> details.add(List.of(
                        Piece.words(Said.pathWords(one.getKey()) + " "), values.of(one.getKey(), one.getValue()))));
        String words = known == null ? Words.of(type) : known.sentence();
        return new Action(
                words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1),
                details,
                action.path("preferred").asBoolean());
    }

    List<Fact> approvals(JsonNode answer) {
        return Said.each(answer.path("recommendation").path("approvals"))
                .map(one -> new Fact(
                        Words.sentence(Said.text(one, "role")),
                        Piece.text(Said.each(one.path("ruleIds"))
                                .map(rule -> Words.ofId(rule.asText()))
                                .collect(Collectors.joining(", "))),
                        ""))
                .toList();
    }

    List<Problem> problems(JsonNode answer) {
        return Said.each(answer.path("exceptions")).map(this::problem).toList();
    }

    private Problem problem(JsonNode exception) {
        int severity = exception.path("severity").asInt();
        String rule = exception.path("ruleId").asText();
        return new Problem(
                Said.text(exception, "code"),
                Words.sentence(Said.text(exception, "name")),
                Texts.of("severity", severity, MOST_SEVERE),
                IntStream.rangeClosed(1, MOST_SEVERE)
                        .mapToObj(dot -> dot <= severity)
                        .toList(),
                Said.text(exception, "lineId"),
                rules.sentence(rule),
                rule,
                Words.ofId(rule),
                exception.has("waivedBy")
                        ? Words.ofId(exception.path("waivedBy").asText())
                        : "",
                values.facts(exception.path("evidence")),
                rules.conditions(rule));
    }

    List<Missing> missing(JsonNode answer) {
        return Said.each(answer.path("trace").path("missingInputs"))
                .map(one -> new Missing(
                        Said.pathWords(one.path("path").asText()),
                        Said.text(one, "path"),
                        Said.each(one.path("couldAffect"))
                                .map(code -> new Fact(code.asText(), Piece.text(name(code.asText())), ""))
                                .toList()))
                .toList();
    }

    private String name(String code) {
        var entry = describe.taxonomy().codes().get(code);
        return entry == null ? "" : Words.of(entry.name());
    }

    List<Fact> origin(JsonNode answer, JsonNode request, String caller) {
        List<Fact> facts = new ArrayList<>();
        facts.add(Fact.of("origin_decision", answer.path("decisionId").asText()));
        facts.add(Fact.of("origin_request", Said.text(answer, "requestId")));
        facts.add(Said.time(Texts.of("origin_decided"), answer.path("decidedAt")));
        facts.add(Fact.of("origin_caller", Printable.line(caller)));
        JsonNode source = request.path("source");
        if (source.has("system")) {
            facts.add(Fact.of("origin_source", Said.text(source, "system") + " " + Said.text(source, "channel")));
        }
        JsonNode bundle = answer.path("bundle");
        facts.add(new Fact(
                Texts.of("origin_bundle"),
                Piece.text(Said.text(bundle, "name") + " " + Said.text(bundle, "version")),
                Said.text(bundle, "digest")));
        JsonNode model = answer.path("trace").path("model");
        if (model.has("version")) {
            facts.add(new Fact(
                    Texts.of("origin_model"),
                    Piece.text(Said.text(model, "name") + " " + Said.text(model, "version")),
                    Said.text(model, "digest")));
        }
        JsonNode record = answer.path("record");
        if (record.has("sequence")) {
            facts.add(Fact.of(
                    "origin_record",
                    Texts.of("record_place", Said.value(record.path("sequence")), Said.text(record, "stream"))));
        }
        return facts;
    }

    static String indented(JsonNode request) {
        try {
            String text =
                    Printable.lines(Said.JSON.writerWithDefaultPrettyPrinter().writeValueAsString(request));
            return text.length() <= LONGEST_REQUEST ? text : text.substring(0, LONGEST_REQUEST) + "\n…";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
