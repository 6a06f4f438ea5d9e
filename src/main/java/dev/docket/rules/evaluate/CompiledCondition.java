package dev.docket.rules.evaluate;

import dev.docket.order.RequestPath;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.Expr;
import java.util.List;

/**
 * One condition with the predicate that Drools compiled for it.
 *
 * @param accesses every field that it reads
 * @param uncertain those of them that may be open
 * @param lacking the parameters that it compares and that have no value for some orders
 * @param weight how many comparisons and calculations it is made of
 * @param looksThroughLists whether a test may cost more than its weight
 * @param paths where those fields stand in the request
 */
public record CompiledCondition(
        Condition condition,
        SlotPredicate predicate,
        List<FieldAccess> accesses,
        List<FieldAccess> uncertain,
        List<String> lacking,
        int weight,
        boolean looksThroughLists,
        List<RequestPath> paths) {
    /** What a test costs, in steps of the {@link Budget}. */
    long cost(Frame frame) {
        if (!looksThroughLists) {
            return weight;
        }
        long cost = weight;
        for (int i = 0; i < accesses.size(); i++) {
            cost += accesses.get(i).cost(frame);
        }
        if (condition instanceof Condition.MemberOf member
                && member.list().get(0) instanceof Expr.Parameter list
                && frame.facts().parameters().value(list.name()) instanceof List<?> values) {
            cost += values.size();
        }
        return cost;
    }

    public Truth test(Frame frame) {
        if (condition instanceof Condition.Presence presence) {
            return Truth.of((accesses.get(accesses.size() - 1).value(frame) != null) == presence.present());
        }
        if (isOpen(frame)) {
            return Truth.OPEN;
        }
        try {
            return Truth.of(predicate.test(frame.slots()));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** Whether a field that it compares is absent, or a parameter has no value for this order. */
    public boolean isOpen(Frame frame) {
        for (int i = 0; i < uncertain.size(); i++) {
            if (uncertain.get(i).isOpen(frame)) {
                return true;
            }
        }
        for (int i = 0; i < lacking.size(); i++) {
            if (frame.facts().parameters().value(lacking.get(i)) == null) {
                return true;
            }
        }
        return false;
    }
}
