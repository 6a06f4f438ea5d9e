package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.solve.Requirement;
import dev.docket.rules.solve.Wording;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A rule whose conditions contradict each other, whatever the order, on every day on which it holds. */
final class NeverFires implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.NEVER_FIRES;
    }

    @Override
    public void check(LintReport report) {
        Map<String, ParameterDefinition> parameters = report.folder().parameters();
        PolicyDays days = PolicyDays.of(parameters.values());
        for (ParsedRule rule : report.rules()) {
            Wording wording = new Wording(rule);
            List<Optional<String>> conflicts = Situations.of(List.of(rule), parameters).stream()
                    .flatMap(values -> days.in(rule.validity()).stream()
                            .map(day -> conflict(
                                    rule.parts(), List.of(), match -> Requirement.of(match, wording, values, day))))
                    .toList();
            if (conflicts.stream().allMatch(Optional::isPresent)) {
                report.add(
                        this,
                        rule,
                        rule.line(),
                        "can never fire: " + conflicts.get(0).orElseThrow());
            }
        }
    }

    private static Optional<String> conflict(
            List<Part> parts, List<Requirement> given, Function<Part.Match, List<Requirement>> required) {
        List<Requirement> all = new ArrayList<>(given);
        for (Part part : parts) {
            switch (part) {
                case Part.Match match -> all.addAll(required.apply(match));
                case Part.Exists exists -> {
                    Optional<String> inside = conflict(required.apply(exists.match()));
                    if (inside.isPresent()) {
                        return inside;
                    }
                }
                case Part.None none -> {}
                case Part.Accumulate over -> all.addAll(required.apply(over.asks()));
                case Part.AnyOf any -> {}
            }
        }
        Optional<String> conflict = conflict(all);
        for (Part part : parts) {
            if (conflict.isEmpty() && part instanceof Part.AnyOf any) {
                List<Optional<String>> each = any.parts().stream()
                        .map(alternative -> conflict(List.of(alternative), all, required))
                        .toList();
                conflict = each.stream().allMatch(Optional::isPresent) ? each.get(0) : conflict;
            }
        }
        return conflict;
    }

    private static Optional<String> conflict(List<Requirement> all) {
        Map<String, List<Requirement>> bySubject = new LinkedHashMap<>();
        all.forEach(one -> bySubject
                .computeIfAbsent(one.subject(), subject -> new ArrayList<>())
                .add(one));
        for (Map.Entry<String, List<Requirement>> entry : bySubject.entrySet()) {
            List<Requirement> together = entry.getValue();
            boolean isAbsentAndCompared = together.stream().anyMatch(Requirement::isAbsence)
                    && !together.stream().allMatch(Requirement::isAbsence);
            if (isAbsentAndCompared || Requirement.values(together.stream()).isEmpty()) {
                return Optional.of("%s leaves nothing for %s"
                        .formatted(
                                together.stream()
                                        .map(one -> "'" + one.text() + "'")
                                        .collect(Collectors.joining(" and ")),
                                entry.getKey()));
            }
        }
        return Optional.empty();
    }
}
