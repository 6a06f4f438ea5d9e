package dev.docket.rules.language;

import dev.docket.order.Checkpoint;
import dev.docket.rules.vocabulary.FactType;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule, read and checked, not yet compiled.
 *
 * @param file relative to the rule folder
 * @param line in the file, or the row in a decision table
 * @param origin where people find it there
 * @param then the text of its consequence
 * @param text the whole rule, as written
 */
public record ParsedRule(
        String id,
        String file,
        int line,
        Origin origin,
        String owner,
        String policy,
        Set<Checkpoint> checkpoints,
        Validity validity,
        Suppressions suppressions,
        List<Part> parts,
        EffectTemplate effect,
        String then,
        String text) {

    public Stream<Part.Match> matches() {
        return parts.stream().flatMap(Part::matches);
    }

    /** What must hold wherever it fires; what stands in {@code exists}, {@code not} and {@code or} is not there. */
    public Stream<Part.Match> required() {
        return parts.stream().flatMap(Part::required);
    }

    public Stream<Condition> conditions() {
        return matches().flatMap(match -> match.conditions().stream());
    }

    /** What it costs to compile: its conditions, once for each way through its or groups. */
    public long compileWork() {
        return conditions().mapToLong(Condition::compileWork).sum()
                * parts.stream().mapToLong(Part::ways).reduce(1, Math::multiplyExact);
    }

    /** Whether it gives one verdict for each line. */
    public boolean isPerLine() {
        return parts.stream()
                .anyMatch(
                        part -> part instanceof Part.Match match && match.type().kind() == FactType.Kind.LINE);
    }

    /** Whether it reads what the other rules found. */
    public boolean isAcrossExceptions() {
        return matches().anyMatch(match -> match.type().kind() == FactType.Kind.STANDING);
    }

    public String source() {
        return file + ":" + origin.place();
    }

    /** The same rule, read from a row of a decision table. */
    public ParsedRule inRow(int row, Origin cell) {
        return new ParsedRule(
                id,
                file,
                row,
                cell,
                owner,
                policy,
                checkpoints,
                validity,
                suppressions,
                parts.stream().map(part -> part.at(row)).toList(),
                effect,
                then,
                text);
    }

    /** The exception codes that it could raise or waive. */
    public SortedSet<String> codes() {
        SortedSet<String> codes = new TreeSet<>(effect.waives());
        if (effect.exceptionCode() != null) {
            codes.add(effect.exceptionCode());
        }
        return codes;
    }

    /** Every expression in it with all that is within, in its parts and in its effect. */
    public Stream<Expr> expressions() {
        return Stream.of(
                        matches().flatMap(Part.Match::expressions),
                        parts.stream().flatMap(Part::totalled),
                        effect.values().stream())
                .flatMap(expressions -> expressions)
                .flatMap(Expr::all);
    }

    /** The parameters that it reads. */
    public Set<String> parameterNames() {
        return expressions()
                .filter(Expr.Parameter.class::isInstance)
                .map(parameter -> ((Expr.Parameter) parameter).name())
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
