package dev.docket.decision;

import dev.docket.order.OrderSnapshot;

/** Says how urgent an order's exception is. Reads nothing but the order; never throws. */
public interface Classifier {
    Opinion assess(OrderSnapshot snapshot);
}
