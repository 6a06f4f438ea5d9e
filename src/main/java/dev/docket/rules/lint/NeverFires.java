package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.solve.Limit;
import dev.docket.rules.solve.Room;
import dev.docket.rules.solve.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;

/** A rule whose conditions contradict each other, whatever the order and on every day. */
final class NeverFires implements LintCheck {
    @Override
    public ErrorCode code() {
        return ErrorCode.NEVER_FIRES;
    }

    @Override
    public void check(LintReport report) {
        Map<String, ParameterDefinition> parameters = report.folder().parameters();
        SortedSet<LocalDate> days = days(parameters);
        for (ParsedRule rule : report.rules()) {
            Wording wording = new Wording(rule);
            List<Optional<String>> conflicts = days.stream()
                    .map(day -> conflict(rule.parts(), List.of(), part -> limits(part, wording, parameters, day)))
                    .toList();
            if (conflicts.stream().allMatch(Optional::isPresent)) {
                report.tell(
                        this,
                        rule,
                        rule.line(),
                        "can never fire: " + conflicts.get(0).orElseThrow());
            }
        }
    }

    /** The days from which some parameter has another value; the first stands for the time before. */
    static SortedSet<LocalDate> days(Map<String, ParameterDefinition> parameters) {
        SortedSet<LocalDate> days = new TreeSet<>(List.of(LocalDate.MIN));
        parameters.values().forEach(parameter -> days.addAll(parameter.values().keySet()));
        return days;
    }

    /** What the conditions of a match say, as far as it can be told. */
    static List<Limit> limits(
            Part.Match match, Wording wording, Map<String, ParameterDefinition> parameters, LocalDate day) {
        List<Limit> limits = new ArrayList<>();
        for (Condition condition : match.conditions()) {
            Limit limit = Limit.of(condition, match, wording, parameters, day);
            if (limit != null) {
                limits.add(limit);
            }
        }
        return limits;
    }

    private interface Reader {
        List<Limit> limits(Part.Match match);
    }

    private static Optional<String> conflict(List<Part> parts, List<Limit> given, Reader reader) {
        List<Limit> limits = new ArrayList<>(given);
        for (Part part : parts) {
            switch (part) {
                case Part.Match match -> limits.addAll(reader.limits(match));
                case Part.Exists exists -> {
                    Optional<String> inside = conflict(reader.limits(exists.match()));
                    if (inside.isPresent()) {
                        return inside;
                    }
                }
                case Part.None none -> {}
                case Part.Accumulate over -> {}
                case Part.AnyOf any -> {}
            }
        }
        Optional<String> conflict = conflict(limits);
        for (Part part : parts) {
            if (conflict.isEmpty() && part instanceof Part.AnyOf any) {
                List<Optional<String>> each = any.parts().stream()
                        .map(alternative -> conflict(List.of(alternative), limits, reader))
                        .toList();
                conflict = each.stream().allMatch(Optional::isPresent) ? each.get(0) : conflict;
            }
        }
        return conflict;
    }

    private static Optional<String> conflict(List<Limit> limits) {
        Map<String, List<Limit>> byKey = new LinkedHashMap<>();
        limits.forEach(limit ->
                byKey.computeIfAbsent(limit.key(), key -> new ArrayList<>()).add(limit));
        for (Map.Entry<String, List<Limit>> entry : byKey.entrySet()) {
            List<Limit> together = entry.getValue();
            Room room = new Room();
            together.forEach(limit -> limit.narrow(room));
            boolean absentAndCompared = together.stream().anyMatch(limit -> limit.says() instanceof Limit.Says.Absent)
                    && together.stream().anyMatch(limit -> !(limit.says() instanceof Limit.Says.Absent));
            if (room.isEmpty() || absentAndCompared) {
                return Optional.of("%s leaves nothing for %s"
                        .formatted(
                                String.join(
                                        " and ",
                                        together.stream()
                                                .map(limit -> "'" + limit.text() + "'")
                                                .toList()),
                                entry.getKey()));
            }
        }
        return Optional.empty();
    }
}
