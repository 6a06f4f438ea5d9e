package dev.docket.rules.solve;

import dev.docket.rules.language.Condition;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.Part;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What one condition of a rule requires of one field (or sum, or difference) on a day, where that can be said without an
 * order.
 *
 * @param subject what it is about, in one wording
 * @param text the condition as written
 */
public record Requirement(String subject, String text, Constraint constraint) {
    /** What a condition requires, or null when that cannot be said. */
    public static @Nullable Requirement of(
            Condition condition,
            Part.Match own,
            Wording wording,
            Map<String, ParameterDefinition> parameters,
            LocalDate day) {
        Constraint constraint = Constraint.of(condition, new RuleOnDay(parameters, day, wording, own));
        return switch (constraint) {
            case null -> null;
            case Inequality inequality -> {
                Inequality scaled = inequality.scaled();
                yield new Requirement(scaled.form().name(), condition.text(), scaled);
            }
            case Constraint.Among among ->
                new Requirement(
                        among.unknown().name(),
                        condition.text(),
                        among.listed(condition.expressions().get(0).type()));
            case Constraint.Presence presence ->
                presence.present() ? null : new Requirement(presence.unknown().name(), condition.text(), presence);
        };
    }

    /** What the conditions of a pattern require, as far as it can be said. */
    public static List<Requirement> of(
            Part.Match match, Wording wording, Map<String, ParameterDefinition> parameters, LocalDate day) {
        return match.conditions().stream()
                .<@Nullable Requirement>map(condition -> of(condition, match, wording, parameters, day))
                .filter(Objects::nonNull)
                .map(Objects::requireNonNull)
                .toList();
    }

    /** Whether it asks that the field is absent. */
    public boolean isAbsence() {
        return constraint instanceof Constraint.Presence;
    }

    /** The opposite; null where there is no single one. */
    @Nullable
    public Requirement negated() {
        Constraint opposite = constraint.negated();
        return opposite == null ? null : new Requirement(subject, text, opposite);
    }

    /** The values that all of them leave. */
    public static ValueSet values(Stream<Requirement> requirements) {
        ValueSet values = new ValueSet();
        requirements.forEach(requirement -> requirement.constraint().narrow(values));
        return values;
    }
}
