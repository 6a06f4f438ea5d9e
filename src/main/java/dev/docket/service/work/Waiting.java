package dev.docket.service.work;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.outcome.Feedback;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A decision that waits for a person.
 *
 * @param priority as recorded, such as P1
 * @param codes of its exceptions
 * @param queue who looks at it; empty if its answer was retired
 * @param due until when somebody should have
 * @param value of the order, as a plain number; empty if unknown
 * @param holding who works on it; looked up only for the list
 */
public record Waiting(
        DecisionId decisionId,
        String order,
        String customer,
        Instant decidedAt,
        Disposition disposition,
        String priority,
        List<String> codes,
        String queue,
        Optional<Due> due,
        String value,
        String currency,
        String summary,
        Optional<Holding> holding) {
    /**
     * @param at the time
     * @param left how long the queue is worked on until then; below zero when it has passed
     */
    public record Due(Instant at, Duration left) {}

    /** The same in somebody's hands, or nobody's. */
    Waiting heldBy(Optional<Holding> who) {
        return new Waiting(
                decisionId,
                order,
                customer,
                decidedAt,
                disposition,
                priority,
                codes,
                queue,
                due,
                value,
                currency,
                summary,
                who);
    }

    /** What may be recorded of it, by somebody who may or may not do something else than was recommended. */
    public List<Feedback.Action> outcomes(boolean mayOverride) {
        return Rights.outcomes(disposition, mayOverride);
    }
}
