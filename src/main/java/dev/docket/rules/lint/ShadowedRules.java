package dev.docket.rules.lint;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.solve.Requirement;
import dev.docket.rules.solve.Wording;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A rule that adds nothing: another one with the same effect fires wherever this one does, and elsewhere too. */
final class ShadowedRules implements LintCheck {
    private record Worded(ParsedRule rule, Wording wording, Set<String> conditions, String effect) {
        static Worded of(ParsedRule rule) {
            Wording wording = new Wording(rule);
            return new Worded(rule, wording, wording.conditions(), wording.effect());
        }
    }

    @Override
    public ErrorCode code() {
        return ErrorCode.SHADOWED_RULE;
    }

    @Override
    public void check(LintReport report) {
        List<Worded> all = report.rules().stream().map(Worded::of).toList();
        Map<String, ParameterDefinition> parameters = report.folder().parameters();
        Days days = new Days(parameters, PolicyDays.of(parameters.values()));
        for (Worded narrow : all) {
            all.stream()
                    .filter(wide -> mayShadow(wide, narrow))
                    .filter(wide -> days.isWider(wide, narrow) && !days.isWider(narrow, wide))
                    .findFirst()
                    .ifPresent(wide -> report.add(
                            this,
                            narrow.rule(),
                            narrow.rule().line(),
                            "adds nothing to rule '%s' (%s), which has a wider condition and the same effect"
                                    .formatted(wide.rule().id(), wide.rule().source())));
        }
    }

    private static boolean mayShadow(Worded wide, Worded narrow) {
        return !wide.rule().id().equals(narrow.rule().id())
                && wide.effect().equals(narrow.effect())
                && wide.rule().isPerLine() == narrow.rule().isPerLine()
                && wide.rule().validity().covers(narrow.rule().validity())
                && wide.rule().checkpoints().containsAll(narrow.rule().checkpoints());
    }

    private record Days(Map<String, ParameterDefinition> parameters, PolicyDays days) {
        /** Whether each condition of the wide rule holds where those of the narrow one do, on every day. */
        boolean isWider(Worded wide, Worded narrow) {
            List<String> others = new ArrayList<>(wide.conditions());
            others.removeAll(narrow.conditions());
            wide.rule().required().forEach(match -> match.conditions().stream()
                    .filter(condition -> others.contains(wide.wording().condition(condition, match)))
                    .filter(condition -> Situations.of(List.of(wide.rule(), narrow.rule()), parameters).stream()
                            .allMatch(values -> days.in(narrow.rule().validity()).stream()
                                    .allMatch(day -> implied(
                                            Requirement.of(condition, match, wide.wording(), values, day),
                                            narrow,
                                            values,
                                            day))))
                    .toList()
                    .forEach(condition -> others.remove(wide.wording().condition(condition, match))));
            return others.isEmpty();
        }

        private static boolean implied(
                @Nullable Requirement required,
                Worded narrow,
                Map<String, ParameterDefinition> parameters,
                LocalDate day) {
            Requirement opposite = required == null ? null : required.negated();
            if (opposite == null) {
                return false;
            }
            List<Requirement> same = narrow.rule()
                    .required()
                    .flatMap(match -> Requirement.of(match, narrow.wording(), parameters, day).stream())
                    .filter(one -> one.subject().equals(opposite.subject()))
                    .toList();
            return !same.isEmpty()
                    && Requirement.values(Stream.concat(same.stream(), Stream.of(opposite)))
                            .isEmpty();
        }
    }
}
