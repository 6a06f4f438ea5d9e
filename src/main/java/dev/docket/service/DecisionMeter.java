package dev.docket.service;

import dev.docket.decision.Disposition;
import dev.docket.order.OrderSnapshot;
import java.time.Duration;

/** Receives events to count. Never throws. */
public interface DecisionMeter {
    /** Counts nothing. */
    DecisionMeter NONE = new DecisionMeter() {
        @Override
        public void decided(Disposition disposition, Duration took) {}

        @Override
        public void appended(Duration took) {}

        @Override
        public void considered(OrderSnapshot order) {}
    };

    /** An order was decided, recorded or not. */
    void decided(Disposition disposition, Duration took);

    /** An order with a settled {@code asOf} was decided and goes to the journal. Not called for dry runs. */
    void considered(OrderSnapshot order);

    /** The journal answered. */
    void appended(Duration took);
}
