package dev.docket.service;

import dev.docket.decision.Disposition;
import java.time.Duration;

/** Is told what the service does, so that it can be counted. Never fails. */
public interface DecisionMeter {
    /** Counts nothing. */
    DecisionMeter NONE = new DecisionMeter() {
        @Override
        public void decided(Disposition disposition, Duration took) {}

        @Override
        public void appended(Duration took) {}
    };

    /** An order was decided, recorded or not. */
    void decided(Disposition disposition, Duration took);

    /** The journal answered. */
    void appended(Duration took);
}
