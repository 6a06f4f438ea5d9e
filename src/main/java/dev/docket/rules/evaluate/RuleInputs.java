package dev.docket.rules.evaluate;

import dev.docket.decision.Edition;
import dev.docket.decision.rule.NamedValues;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/**
 * The optional fields that a rule needs: those that its conditions read, less those whose absence the rule itself tests.
 *
 * @param needed in the order in which the rule names them
 * @param neededInOrder the same by path
 * @param read every field that the rule reads, by path
 */
public record RuleInputs(List<RequestPath> needed, List<RequestPath> neededInOrder, List<RequestPath> read) {
    /** What every request had in the first edition, so that no rule could need it, and its traces do not name it. */
    private static final Set<String> ONCE_REQUIRED =
            Set.of("order.netAmount", "order.currency", "order.createdAt", "order.lines[].unitPrice");

    public static RuleInputs of(ParsedRule rule, Edition edition) {
        Set<String> tested = new HashSet<>();
        rule.conditions().forEach(condition -> {
            if (condition instanceof Condition.Presence presence) {
                presence.field().field().reads().stream()
                        .map(presence.field().fact()::pathOf)
                        .filter(Objects::nonNull)
                        .forEach(tested::add);
            }
        });
        Set<String> needed = new LinkedHashSet<>();
        Set<String> read = new LinkedHashSet<>();
        rule.matches().forEach(match -> {
            if (match.source() != null) {
                match.source().reads().forEach(source -> collect(source, true, edition, tested, needed, read));
            }
            match.conditions().stream()
                    .flatMap(condition -> condition.expressions().stream())
                    .flatMap(Expr::reads)
                    .forEach(field -> collect(field, false, edition, tested, needed, read));
        });
        rule.parts().stream()
                .flatMap(Part::totalled)
                .flatMap(Expr::reads)
                .forEach(field -> collect(field, false, edition, tested, needed, read));
        rule.expressions().forEach(expression -> {
            if (expression instanceof Expr.Parameter parameter) {
                read.addAll(parameter.variation().reads());
                needed.addAll(parameter.variation().needs());
            }
        });
        List<RequestPath> paths = needed.stream().map(RequestPath::of).toList();
        return new RuleInputs(
                paths,
                PathValues.inOrder(paths.stream()
                        .filter(path -> edition != Edition.FIRST || !ONCE_REQUIRED.contains(path.toString()))
                        .toList()),
                PathValues.inOrder(read.stream().map(RequestPath::of).toList()));
    }

    private static void collect(
            Expr.Read field,
            boolean isSource,
            Edition edition,
            Set<String> tested,
            Set<String> needed,
            Set<String> read) {
        boolean leadsToFields = isSource
                && field.type() instanceof ValueType.Fact
                && !field.field().isDerived();
        if (leadsToFields) {
            return;
        }
        for (String relative : field.field().reads()) {
            String path = field.fact().pathOf(relative);
            if (path == null) {
                continue;
            }
            boolean wasUnread = edition == Edition.FIRST && field.field().isDerived() && ONCE_REQUIRED.contains(path);
            if (!(field.type() instanceof ValueType.Many) && !wasUnread) {
                read.add(path);
            }
            if (isOptional(field.fact(), relative) && !tested.contains(path)) {
                needed.add(path);
            }
        }
        if (edition != Edition.FIRST) {
            field.field().counts().stream()
                    .map(field.fact()::pathOf)
                    .filter(Objects::nonNull)
                    .forEach(read::add);
        }
    }

    private static boolean isOptional(FactType fact, String relative) {
        String path = String.valueOf(fact.path());
        boolean factMayBeAbsent = fact.isOptional() && !path.endsWith("[]");
        Field component = fact.fields().get(relative);
        // A path over lines leads to a field of the line, which is optional or would not be listed.
        return factMayBeAbsent || component == null || component.isOptional();
    }

    /** The needed fields that are absent. */
    List<String> missing(OrderSnapshot snapshot, int lineIndex) {
        Set<String> missing = new LinkedHashSet<>();
        for (RequestPath path : needed) {
            path.visit(snapshot, lineIndex, (indexed, value) -> {
                if (value == null) {
                    missing.add(indexed);
                }
            });
        }
        return List.copyOf(missing);
    }

    /** The needed fields that are present, with their values. */
    NamedValues values(OrderSnapshot snapshot, int lineIndex) {
        return PathValues.at(neededInOrder, snapshot, lineIndex);
    }

    /** Every field that the rule reads and that is present, with its value. */
    NamedValues evidence(OrderSnapshot snapshot, int lineIndex) {
        return PathValues.at(read, snapshot, lineIndex);
    }
}
