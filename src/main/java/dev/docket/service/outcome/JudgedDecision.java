package dev.docket.service.outcome;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.priority.LiveAccuracy.Judged;
import java.io.IOException;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** The model's score for an order, compared with how urgent it turned out to be. */
final class JudgedDecision {
    private static final ObjectMapper JSON = new ObjectMapper();

    private JudgedDecision() {}

    /** Empty if the model gave no score, the actual urgency is unknown, or the payload is retired. */
    static Optional<Judged> of(DecisionEntry decision, OutcomeEntry outcome) {
        JsonNode priority = tree(decision.answer()).path("priority");
        JsonNode truth = tree(outcome.document()).path("actualPriority");
        if (!priority.path("probabilities").isObject() || !truth.isTextual()) {
            return Optional.empty();
        }
        JsonNode probabilities = priority.path("probabilities");
        return Optional.of(new Judged(
                new Probabilities(
                        probabilities.path("P1").doubleValue(),
                        probabilities.path("P2").doubleValue(),
                        probabilities.path("P3").doubleValue(),
                        probabilities.path("P4").doubleValue()),
                StreamSupport.stream(priority.path("candidates").spliterator(), false)
                        .map(JudgedDecision::priorityClass)
                        .toList(),
                priorityClass(priority.path("class")),
                priorityClass(truth),
                OutcomeStatistics.isOverride(
                        Disposition.valueOf(decision.facets().disposition()),
                        Feedback.Action.valueOf(outcome.outcome()))));
    }

    private static PriorityClass priorityClass(JsonNode text) {
        return PriorityClass.valueOf(text.textValue());
    }

    private static JsonNode tree(Payload payload) {
        try {
            return payload instanceof Payload.Kept kept ? JSON.readTree(kept.bytes()) : JSON.missingNode();
        } catch (IOException damaged) {
            throw new IllegalStateException("the record is not JSON", damaged);
        }
    }
}
