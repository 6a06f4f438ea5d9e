package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.TryPage.Answer;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.Firing;
import dev.docket.json.Problem;
import dev.docket.service.whatif.TryOrder;
import dev.docket.service.whatif.TryOrder.Tried;
import dev.docket.text.Printable;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/** Shows a reader how the decision changes with a value of the order. */
public final class ShowTry {
    private static final int MOST_VALUES = 40;

    private final TryOrder tryOrder;

    public ShowTry(TryOrder tryOrder) {
        this.tryOrder = tryOrder;
    }

    /** What came of it. */
    public sealed interface Shown {
        record Page(TryPage page) implements Shown {}

        record Unknown() implements Shown {}

        record Retired() implements Shown {}
    }

    /** @param form the values, by path */
    public Shown of(DecisionId id, Map<String, ? extends List<String>> form) {
        SequencedMap<String, String> values = new LinkedHashMap<>();
        form.forEach((path, value) -> {
            if (values.size() < MOST_VALUES) {
                values.put(path, value.getFirst().strip());
            }
        });
        return switch (tryOrder.with(id, values)) {
            case Tried.Decided decided ->
                shown(id, decided.request(), decided.before(), decided.after(), decided.firings(), values, List.of());
            case Tried.Invalid invalid ->
                shown(
                        id,
                        invalid.request(),
                        invalid.before(),
                        invalid.before(),
                        invalid.firings(),
                        values,
                        invalid.problems());
            case Tried.Masked masked ->
                new Shown.Page(new TryPage(
                        id.text(),
                        "",
                        List.of(),
                        List.of(),
                        List.of(),
                        "",
                        List.of(),
                        List.of(),
                        Texts.of("try_masked", String.join(", ", masked.paths()))));
            case Tried.Retired retired -> new Shown.Retired();
            case Tried.Unknown unknown -> new Shown.Unknown();
        };
    }

    private static Shown shown(
            DecisionId id,
            byte[] recorded,
            byte[] before,
            byte[] after,
            List<Firing> firings,
            Map<String, String> values,
            List<Problem> problems) {
        JsonNode request = Said.tree(recorded);
        JsonNode old = Said.tree(before);
        JsonNode young = Said.tree(after);
        String was = old.path("recommendation").path("disposition").asText();
        String now = young.path("recommendation").path("disposition").asText();
        boolean isSame = Said.text(old.path("recommendation"), "summary")
                .equals(Said.text(young.path("recommendation"), "summary"));
        return new Shown.Page(new TryPage(
                id.text(),
                Said.text(request.path("order"), "orderId"),
                new TryFields(request, values).of(old.path("trace").path("rules"), firings),
                List.of(answer(old)),
                List.of(answer(young)),
                Texts.of(!was.equals(now) ? "try_other" : isSame ? "try_same" : "try_same_disposition"),
                changes(old, young),
                problems.stream()
                        .map(one -> Printable.line(one.path().replaceFirst("^\\$\\.", "") + " " + one.message()))
                        .toList(),
                ""));
    }

    private static Answer answer(JsonNode answer) {
        JsonNode said = answer.path("recommendation");
        String disposition = said.path("disposition").asText();
        Optional<Instant> due = said.has("slaDueAt")
                ? Optional.of(Instant.parse(said.path("slaDueAt").asText()))
                : Optional.empty();
        return new Answer(
                disposition,
                Texts.or("disposition_" + disposition, Words.sentence(disposition)),
                Said.text(said, "summary"),
                Said.text(answer.path("priority"), "class"),
                said.path("queue").asText().equals("NONE") ? "" : Words.sentence(Said.text(said, "queue")),
                due.map(Words::time).orElse(""),
                due.map(Instant::toString).orElse(""));
    }

    private static List<TryPage.Difference> changes(JsonNode old, JsonNode young) {
        SortedMap<String, String> before = codes(old);
        SortedMap<String, String> after = codes(young);
        List<TryPage.Difference> changes = new ArrayList<>();
        after.forEach((code, name) -> changes.add(
                before.containsKey(code)
                        ? new TryPage.Difference(code, name, "stays", Texts.of("try_stays"))
                        : new TryPage.Difference(code, name, "comes", Texts.of("try_comes"))));
        before.forEach((code, name) -> {
            if (!after.containsKey(code)) {
                changes.add(new TryPage.Difference(code, name, "goes", Texts.of("try_goes")));
            }
        });
        return changes;
    }

    private static SortedMap<String, String> codes(JsonNode answer) {
        SortedMap<String, String> codes = new TreeMap<>();
        Said.each(answer.path("exceptions")).forEach(one -> {
            if (!one.has("waivedBy")) {
                codes.put(Said.text(one, "code"), Words.of(Said.text(one, "name")));
            }
        });
        return codes;
    }
}
