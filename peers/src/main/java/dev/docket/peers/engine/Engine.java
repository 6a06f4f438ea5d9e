package dev.docket.peers.engine;

import java.util.Set;

/**
 * A rule engine that has read the policy, and the orders in the form that it takes. For one thread.
 *
 * @param <A> what it answers
 */
public interface Engine<A> {
    /**
     * Decides an order.
     *
     * @param order its position
     */
    A decide(int order);

    /** The rules that fired. */
    Set<String> fired(A answer);

    /**
     * Decides an order, and says which rules fired.
     *
     * @param order its position
     */
    default Set<String> firedFor(int order) {
        return fired(decide(order));
    }
}
