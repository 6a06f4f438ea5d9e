package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.outcome.Feedback;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * What a person says became of some decisions.
 *
 * @param reason in their words
 */
record Handled(SequencedSet<DecisionId> decisions, Feedback.Action outcome, String reason) {
    /** So many at once. */
    static final int MOST = 200;

    private static final int LONGEST_REASON = 500;

    /** Reads a form. */
    static Reading<Handled> of(Map<String, ? extends List<String>> form) {
        List<Problem> problems = new ArrayList<>();
        SequencedSet<DecisionId> decisions = decisions(form, problems);
        String word = first(form, "outcome");
        Optional<Feedback.Action> outcome = Arrays.stream(Feedback.Action.values())
                .filter(one -> one.name().equals(word))
                .findFirst();
        if (outcome.isEmpty()) {
            problems.add(Problem.of("outcome", "required", Texts.of("work_no_outcome")));
        }
        String reason = first(form, "reason").strip();
        if (reason.isEmpty() || reason.length() > LONGEST_REASON) {
            problems.add(Problem.of("reason", "required", Texts.of("work_no_reason", LONGEST_REASON)));
        }
        return problems.isEmpty()
                ? new Reading.Valid<>(new Handled(decisions, outcome.orElseThrow(), reason))
                : new Reading.Invalid<>(problems);
    }

    /** Those that were selected. */
    static SequencedSet<DecisionId> decisions(Map<String, ? extends List<String>> form, List<Problem> problems) {
        SequencedSet<DecisionId> decisions = new LinkedHashSet<>();
        for (String id : values(form, "id")) {
            DecisionId.parse(id).ifPresent(decisions::add);
        }
        if (decisions.isEmpty() || decisions.size() > MOST) {
            problems.add(Problem.of("id", "out-of-range", Texts.of("work_wrong_number", MOST)));
        }
        return decisions;
    }

    /** The first value of a field; empty without any. */
    static String first(Map<String, ? extends List<String>> form, String name) {
        List<String> values = values(form, name);
        return values.isEmpty() ? "" : values.getFirst();
    }

    private static List<String> values(Map<String, ? extends List<String>> form, String name) {
        List<String> values = form.get(name);
        return values == null ? List.of() : values;
    }
}
