package dev.docket.rules.explain;

import dev.docket.order.OrderSnapshot;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import java.util.IdentityHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What in a rule another value of one field could change. It depends on no order, so it is found once per rule; of what is no
 * part of that rule it is found when asked.
 */
final class Influence {
    private final Field field;
    private final String generalPath;
    private final IdentityHashMap<Object, Boolean> known = new IdentityHashMap<>();
    private final IdentityHashMap<Part.Match, Boolean> knownSources = new IdentityHashMap<>();

    /** @param generalPath where the field stands on any line, {@code order.lines[].lot.status} */
    private Influence(Field field, String generalPath) {
        this.field = field;
        this.generalPath = generalPath;
    }

    /** Of the field that is read, unless it is computed, stands nowhere, or is what a request is known by. */
    static @Nullable Influence of(Expr.Read read) {
        FactType fact = read.fact();
        String generalPath = fact.pathOf(read.field().name());
        return generalPath == null || read.field().isDerived() || fact.record() == OrderSnapshot.class
                ? null
                : new Influence(read.field(), generalPath);
    }

    /** The same, with all answers about a rule found now. */
    Influence on(ParsedRule rule) {
        rule.expressions().forEach(expression -> known.put(expression, find(expression)));
        rule.conditions().forEach(condition -> known.put(condition, find(condition)));
        rule.matches().forEach(match -> {
            knownSources.put(match, findSource(match));
            known.put(match, find(match));
        });
        rule.parts().forEach(part -> known.put(part, find(part)));
        return this;
    }

    Field field() {
        return field;
    }

    boolean changes(Expr expression) {
        Boolean isKnown = known.get(expression);
        return isKnown == null ? find(expression) : isKnown;
    }

    /** Whether it could change what a condition says, or which facts it looks at. */
    boolean changes(Condition condition) {
        Boolean isKnown = known.get(condition);
        return isKnown == null ? find(condition) : isKnown;
    }

    /** Whether it could change what any condition in a part says. */
    boolean changes(Part part) {
        Boolean isKnown = known.get(part);
        return isKnown == null ? find(part) : isKnown;
    }

    /** Whether it could change which fact a pattern finds; a value inside of the fact does not. */
    boolean changesSource(Part.Match match) {
        Boolean isKnown = knownSources.get(match);
        return isKnown == null ? findSource(match) : isKnown;
    }

    private boolean find(Condition condition) {
        return condition.expressions().stream().anyMatch(this::changes);
    }

    private boolean find(Part part) {
        return part.matches().anyMatch(this::isFelt) || part.totalled().anyMatch(this::changes);
    }

    private boolean isFelt(Part.Match match) {
        return changesSource(match) || match.conditions().stream().anyMatch(this::changes);
    }

    private boolean findSource(Part.Match match) {
        if (match.source() == null) {
            return false;
        }
        if (match.source().field().isDerived()) {
            return changes(match.source());
        }
        String found = match.source().fact().pathOf(match.source().field().name());
        return found == null || isWithin(found, generalPath);
    }

    private boolean find(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> find(read);
            case Expr.Whole whole ->
                whole.fact().path() == null
                        || isWithin(generalPath, String.valueOf(whole.fact().path()));
            case Expr.Constant constant -> false;
            case Expr.Parameter parameter ->
                parameter.argument() != null || parameter.variation().reads().contains(generalPath);
            case Expr.Arithmetic arithmetic -> arithmetic.children().stream().anyMatch(this::changes);
            case Expr.Shift shift -> shift.children().stream().anyMatch(this::changes);
        };
    }

    private boolean find(Expr.Read read) {
        if (!read.arguments().isEmpty() && read.arguments().stream().anyMatch(this::changes)) {
            return true;
        }
        FactType fact = read.fact();
        String root = fact.path();
        if (root == null) {
            return fact.kind() == FactType.Kind.STANDING; // of others the source was asked
        }
        if (!read.field().isDerived()) {
            String other = String.valueOf(fact.pathOf(read.field().name()));
            return isWithin(other, generalPath) || isWithin(generalPath, other);
        }
        // What a record computes may rest on anything in it. The moment of decision is the exception: on nothing else.
        boolean isOfRequest = root.isEmpty() && !read.field().searches();
        return isOfRequest
                ? Stream.concat(read.field().reads().stream(), read.field().counts().stream())
                        .anyMatch(path -> isWithin(path, generalPath))
                : isWithin(generalPath, root);
    }

    private static boolean isWithin(String path, String whole) {
        return path.startsWith(whole)
                && (whole.isEmpty()
                        || path.length() == whole.length()
                        || path.charAt(whole.length()) == '.'
                        || path.charAt(whole.length()) == '[');
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Influence same && same.generalPath.equals(generalPath);
    }

    @Override
    public int hashCode() {
        return generalPath.hashCode();
    }
}
