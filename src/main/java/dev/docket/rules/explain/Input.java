package dev.docket.rules.explain;

import dev.docket.rules.evaluate.FieldAccess;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import org.jspecify.annotations.Nullable;

/**
 * A field of the request that somebody could change.
 *
 * @param place where its record stands, {@code order.lines[2].lot}
 * @param path where it stands itself, {@code order.lines[2].lot.status}
 * @param influence what in the rule another value could change
 */
record Input(String place, String path, Influence influence) {
    /** The field that is read, unless it is computed, stands nowhere, or is what a request is known by. */
    static @Nullable Input of(FieldAccess access, Places places) {
        Influence influence = places.prepared().influence(access.read());
        String place = influence == null ? null : places.of(access.slot());
        return influence == null || place == null
                ? null
                : new Input(place, place + "." + influence.field().name(), influence);
    }

    Field field() {
        return influence.field();
    }

    boolean isReadBy(FieldAccess access, Places places) {
        return field().name().equals(access.read().field().name()) && place.equals(places.of(access.slot()));
    }

    /** Whether whole numbers count it; days do so for dates. */
    boolean isWhole() {
        return field().type() == ValueType.Simple.WHOLE || field().type() == ValueType.Simple.DATE;
    }

    /** What is most natural to change: the line, the order, how it is sent, and the customer's account last. */
    int remoteness() {
        return place.startsWith("order.") ? 0 : place.equals("order") ? 1 : place.startsWith("customer") ? 3 : 2;
    }

    /** Whether another value of this input could change what a condition says, or which facts it looks at. */
    boolean influences(Condition condition) {
        return influence.changes(condition);
    }

    /** Whether another value could change what any condition in a part says. */
    boolean influences(Part part) {
        return influence.changes(part);
    }

    /** Whether another value could change which fact a pattern finds; a value inside of the fact does not. */
    boolean influencesSource(Part.Match match) {
        return influence.changesSource(match);
    }

    boolean influences(Expr expression) {
        return influence.changes(expression);
    }
}
