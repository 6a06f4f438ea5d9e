package dev.docket.console.work;

import dev.docket.console.shell.Texts;
import dev.docket.decision.id.DecisionId;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.work.Intent;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedSet;

/**
 * Who is to work on some decisions, or what somebody notes about one.
 *
 * @param word what is wanted, as the form says it
 */
record Shared(SequencedSet<DecisionId> decisions, String word, Intent intent) {
    /** Reads a form of somebody who works on decisions. */
    static Reading<Shared> claims(Map<String, ? extends List<String>> form) {
        String note = note(form);
        return of(
                form,
                switch (Handled.first(form, "act")) {
                    case "CLAIM" -> Optional.of(new Intent.Claim(note));
                    case "RETURN" -> Optional.of(new Intent.Return(note));
                    case "NOTE" -> Optional.of(new Intent.Note(note));
                    default -> Optional.empty();
                });
    }

    /** Reads a form of somebody who may give work to others. */
    static Reading<Shared> assignments(Map<String, ? extends List<String>> form) {
        String note = note(form);
        return of(
                form,
                switch (Handled.first(form, "act")) {
                    case "ASSIGN" ->
                        Optional.of(new Intent.Assign(
                                Handled.first(form, "assignee").strip(), note));
                    case "TAKE_AWAY" -> Optional.of(new Intent.TakeAway(note));
                    default -> Optional.empty();
                });
    }

    // Browsers end the lines of a text area as in mail.
    private static String note(Map<String, ? extends List<String>> form) {
        return Handled.first(form, "note").replace("\r\n", "\n").strip();
    }

    private static Reading<Shared> of(Map<String, ? extends List<String>> form, Optional<Intent> intent) {
        List<Problem> problems = new ArrayList<>();
        SequencedSet<DecisionId> decisions = Handled.decisions(form, problems);
        if (intent.isEmpty()) {
            problems.add(Problem.of("act", "required", Texts.of("work_no_act")));
        }
        intent.ifPresent(wanted -> problems.addAll(wanted.problems()));
        return problems.isEmpty()
                ? new Reading.Valid<>(new Shared(decisions, Handled.first(form, "act"), intent.orElseThrow()))
                : new Reading.Invalid<>(problems);
    }
}
