package dev.docket.decision.urgency;

import dev.docket.order.OrderSnapshot;

/** Scores how urgent an order's exception is. Reads only the order and never throws. */
public interface Classifier {
    Opinion assess(OrderSnapshot snapshot);

    /** The same in money, for classifiers that can. */
    default Opinion assess(OrderSnapshot snapshot, Stakes stakes) {
        return assess(snapshot);
    }
}
