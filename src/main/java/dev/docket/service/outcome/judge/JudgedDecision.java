package dev.docket.service.outcome.judge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PrioritySource;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.priority.reference.MetOrder;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.LastOutcomes;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.judge.LiveAccuracy.Judged;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * What the model said of an order, beside what became of it.
 *
 * @param version the name and version of the model, as the answer has them; empty without a model
 * @param isScored whether the model gave a score; without one, the rules' floor stood alone
 * @param cost whether the order cost anything; nothing unless the model said how probable that was, and somebody how the order ended
 * @param matureOn the day by which everyone who would report such an outcome should have done so; outcomes that are known earlier are not like
 *     the others
 * @param urgency nothing unless the model gave a score, and somebody said how urgent the order turned out to be
 */
record JudgedDecision(
        String version, boolean isScored, Optional<LiveCost.Said> cost, LocalDate matureOn, Optional<Judged> urgency) {
    private static final ObjectMapper JSON = new ObjectMapper();

    /** @param outcome the last one; nothing without any. @return nothing if the answer is retired */
    static Optional<JudgedDecision> of(DecisionEntry decision, Optional<OutcomeEntry> outcome) {
        JsonNode answer = tree(decision.answer());
        JsonNode priority = answer.path("priority");
        if (!priority.isObject()) {
            return Optional.empty();
        }
        Optional<Feedback> told = outcome.flatMap(LastOutcomes::told);
        JsonNode probability = priority.path("probabilityOfCost");
        return Optional.of(new JudgedDecision(
                version(answer.at("/trace/model")),
                !priority.path("source").asText().equals(PrioritySource.FALLBACK.name()),
                told.filter(Feedback::isKnown)
                        .filter(one -> probability.isNumber())
                        .map(one -> new LiveCost.Said(probability.doubleValue(), one.isCostly())),
                matureOn(decision),
                told.map(Feedback::actualPriority)
                        .filter(one -> priority.path("probabilities").isObject())
                        .map(truth -> urgency(decision, priority, truth, outcome.orElseThrow()))));
    }

    private static String version(JsonNode model) {
        return (model.path("name").asText() + " " + model.path("version").asText()).strip();
    }

    private static Judged urgency(
            DecisionEntry decision, JsonNode priority, PriorityClass truth, OutcomeEntry outcome) {
        JsonNode probabilities = priority.path("probabilities");
        return new Judged(
                new Probabilities(
                        probabilities.path("P1").doubleValue(),
                        probabilities.path("P2").doubleValue(),
                        probabilities.path("P3").doubleValue(),
                        probabilities.path("P4").doubleValue()),
                StreamSupport.stream(priority.path("candidates").spliterator(), false)
                        .map(JudgedDecision::priorityClass)
                        .toList(),
                priorityClass(priority.path("class")),
                truth,
                OutcomeStatistics.isOverride(
                        Disposition.valueOf(decision.facets().disposition()),
                        Feedback.Action.valueOf(outcome.outcome())));
    }

    private static PriorityClass priorityClass(JsonNode text) {
        return PriorityClass.valueOf(text.textValue());
    }

    private static LocalDate matureOn(DecisionEntry decision) {
        JsonNode request = tree(decision.request());
        Instant now = time(request.path("asOf"));
        return MetOrder.matureOn(
                day(request.at("/order/promisedDeliveryDate")),
                LocalDate.ofInstant(now == null ? decision.at() : now, ZoneOffset.UTC));
    }

    private static @Nullable Instant time(JsonNode text) {
        try {
            return text.isTextual() ? Instant.parse(text.textValue()) : null;
        } catch (DateTimeException masked) {
            return null;
        }
    }

    private static @Nullable LocalDate day(JsonNode text) {
        try {
            return text.isTextual() ? LocalDate.parse(text.textValue()) : null;
        } catch (DateTimeException masked) {
            return null;
        }
    }

    private static JsonNode tree(Payload payload) {
        try {
            return payload instanceof Payload.Kept kept ? JSON.readTree(kept.bytes()) : JSON.missingNode();
        } catch (IOException damaged) {
            throw new IllegalStateException("the record is not JSON", damaged);
        }
    }
}
