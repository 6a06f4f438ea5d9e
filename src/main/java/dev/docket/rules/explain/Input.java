package dev.docket.rules.explain;

import dev.docket.order.OrderSnapshot;
import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of the request that somebody could change.
 *
 * @param place where its record stands, {@code order.lines[2].lot}
 * @param generalPath where the field stands on any line, {@code order.lines[].lot.status}
 */
record Input(String place, String generalPath, Field field) {
    /** The field that is read, unless it is computed, stands nowhere, or is what a request is known by. */
    static @Nullable Input of(FieldAccess access, Places places) {
        Field field = access.read().field();
        String place = places.of(access.slot());
        String generalPath = access.read().fact().pathOf(field.name());
        return place == null
                        || generalPath == null
                        || field.isDerived()
                        || access.read().fact().record() == OrderSnapshot.class
                ? null
                : new Input(place, generalPath, field);
    }

    /** Where it stands, {@code order.lines[2].lot.status}. */
    String path() {
        return place + "." + field.name();
    }

    boolean isReadBy(FieldAccess access, Places places) {
        return field.name().equals(access.read().field().name()) && place.equals(places.of(access.slot()));
    }

    /** Whether whole numbers count it; days do so for dates. */
    boolean isWhole() {
        return field.type() == ValueType.Simple.WHOLE || field.type() == ValueType.Simple.DATE;
    }

    /** What is most natural to change: the line, the order, how it is sent, and the customer's account last. */
    int remoteness() {
        return place.startsWith("order.") ? 0 : place.equals("order") ? 1 : place.startsWith("customer") ? 3 : 2;
    }

    /** Whether another value of this input could change what a condition says, or which facts it looks at. */
    boolean influences(Condition condition) {
        return condition.expressions().stream().anyMatch(this::influences);
    }

    /** Whether another value could change what any condition in a part says. */
    boolean influences(Part part) {
        return part.matches().anyMatch(this::influences) || part.totalled().anyMatch(this::influences);
    }

    /** Whether another value could change what a condition of a match says, or which fact it finds. */
    boolean influences(Part.Match match) {
        if (influencesSource(match)) {
            return true;
        }
        for (Condition condition : match.conditions()) {
            if (influences(condition)) {
                return true;
            }
        }
        return false;
    }

    /** Whether another value could change which fact a pattern finds; a value inside of the fact does not. */
    boolean influencesSource(Part.Match match) {
        if (match.source() == null) {
            return false;
        }
        if (match.source().field().isDerived()) {
            return influences(match.source());
        }
        String found = match.source().fact().pathOf(match.source().field().name());
        return found == null || isWithin(found, generalPath);
    }

    boolean influences(Expr expression) {
        return switch (expression) {
            case Expr.Read read -> influences(read);
            case Expr.Whole whole ->
                whole.fact().path() == null
                        || isWithin(generalPath, String.valueOf(whole.fact().path()));
            case Expr.Constant constant -> false;
            case Expr.Parameter parameter ->
                parameter.argument() != null || parameter.variation().reads().contains(generalPath);
            case Expr.Arithmetic arithmetic -> arithmetic.children().stream().anyMatch(this::influences);
            case Expr.Shift shift -> shift.children().stream().anyMatch(this::influences);
        };
    }

    private boolean influences(Expr.Read read) {
        if (!read.arguments().isEmpty() && read.arguments().stream().anyMatch(this::influences)) {
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
}
