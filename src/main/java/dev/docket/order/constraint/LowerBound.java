package dev.docket.order.constraint;

/**
 * Numbers that can only grow while something is unknown: "more than" may already be certain, "not more than" only once
 * they are complete.
 */
public interface LowerBound {
    boolean isComplete();
}
