package dev.docket.rules;

import dev.docket.order.RequestPath;
import java.util.List;
import org.drools.model.functions.PredicateN;

/**
 * One condition with the predicate that Drools compiled for it.
 *
 * @param argumentSlots which slots the predicate takes, in its order
 * @param readings every field that it reads
 * @param paths where those fields stand in the request
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
record CompiledCondition(
        Condition condition,
        PredicateN predicate,
        int[] argumentSlots,
        List<Reading> readings,
        List<RequestPath> paths) {
    Truth test(Frame frame) {
        if (condition instanceof Condition.Presence presence) {
            return Truth.of((readings.get(readings.size() - 1).value(frame) != null) == presence.present());
        }
        if (isOpen(frame)) {
            return Truth.OPEN;
        }
        Object[] arguments = new Object[argumentSlots.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = frame.slots()[argumentSlots[i]];
        }
        try {
            return Truth.of(predicate.test(arguments));
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
    }

    /** Whether a field that it compares is absent. */
    boolean isOpen(Frame frame) {
        for (int i = 0; i < readings.size(); i++) {
            if (readings.get(i).isOpen(frame)) {
                return true;
            }
        }
        return false;
    }
}
