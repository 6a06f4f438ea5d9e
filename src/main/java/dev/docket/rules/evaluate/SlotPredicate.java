package dev.docket.rules.evaluate;

import org.drools.model.SingleConstraint;
import org.drools.model.constraints.SingleConstraint1;
import org.drools.model.constraints.SingleConstraint2;
import org.drools.model.constraints.SingleConstraint3;
import org.drools.model.functions.IntrospectableLambda;
import org.drools.model.functions.Predicate1;
import org.drools.model.functions.Predicate2;
import org.drools.model.functions.Predicate3;
import org.drools.model.functions.PredicateN;
import org.jspecify.annotations.Nullable;

/** A condition as Drools compiled it, asked of the slots of a frame. */
@FunctionalInterface
public interface SlotPredicate {
    boolean test(@Nullable Object[] slots) throws Exception;

    /**
     * The predicate of a constraint. Nearly all look at three facts at most; these are called as they are, without the list of
     * arguments and the wrappers around them, which cost as much as a comparison.
     *
     * @param slots which slots the predicate takes, in its order
     */
    @SuppressWarnings("unchecked") // Drools compiled each predicate for the facts that these slots hold
    static SlotPredicate of(SingleConstraint constraint, int[] slots) {
        if (constraint instanceof SingleConstraint1<?>
                && bare(constraint.getPredicate1()) instanceof Predicate1<?> one) {
            int slot = slots[0];
            return values -> ((Predicate1<@Nullable Object>) one).test(values[slot]);
        }
        if (constraint instanceof SingleConstraint2<?, ?>
                && bare(constraint.getPredicate2()) instanceof Predicate2<?, ?> two) {
            int first = slots[0];
            int second = slots[1];
            return values -> ((Predicate2<@Nullable Object, @Nullable Object>) two).test(values[first], values[second]);
        }
        if (constraint instanceof SingleConstraint3<?, ?, ?>
                && bare(constraint.getPredicate3()) instanceof Predicate3<?, ?, ?> three) {
            int first = slots[0];
            int second = slots[1];
            int third = slots[2];
            return values -> ((Predicate3<@Nullable Object, @Nullable Object, @Nullable Object>) three)
                    .test(values[first], values[second], values[third]);
        }
        return ofMany(constraint.getPredicate(), slots);
    }

    private static SlotPredicate ofMany(PredicateN predicate, int[] slots) {
        return values -> {
            @Nullable Object[] arguments = new Object[slots.length];
            for (int i = 0; i < arguments.length; i++) {
                arguments[i] = values[slots[i]];
            }
            return predicate.test(arguments);
        };
    }

    private static Object bare(Object predicate) {
        return predicate instanceof IntrospectableLambda wrapper ? wrapper.getLambda() : predicate;
    }
}
