package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Measured;
import java.time.Duration;

/** Receives events to count. Never throws. */
public interface DecisionMeter {
    /** Counts nothing. */
    DecisionMeter NONE = new DecisionMeter() {};

    /** An order was decided, recorded or not. */
    default void decided(Disposition disposition, Duration took) {}

    /** The classifier of a bundle measured an order whose decision goes to the journal. Not called for dry runs. */
    default void measured(Measured measured, Bundle by) {}

    /** The journal answered. */
    default void appended(Duration took) {}
}
