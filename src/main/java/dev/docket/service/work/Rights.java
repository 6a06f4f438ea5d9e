package dev.docket.service.work;

import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.OutcomeStatistics;
import java.util.Arrays;
import java.util.List;

/** Which outcomes a person may record: what was recommended, and with the right to override anything else as well. */
public final class Rights {
    private Rights() {}

    /** In the order in which they are offered. */
    public static List<Feedback.Action> outcomes(Disposition recommended, boolean mayOverride) {
        return Arrays.stream(Feedback.Action.values())
                .filter(action -> mayOverride || !OutcomeStatistics.isOverride(recommended, action))
                .toList();
    }
}
