package dev.docket.json;

import dev.docket.decision.Decision;
import dev.docket.decision.NotedException;
import dev.docket.decision.Recommendation;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.urgency.Contribution;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.Priority;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Writes the answer: the same bytes for the same decision, at any time and on any machine.
 *
 * <p>Rule durations are deliberately left out, because they differ from run to run.
 */
public final class AnswerWriter {
    private static final String NEW = "NEW";

    /** About as many as an answer has without the rules of its trace; and for each of those. */
    private static final int BYTES = 8192;

    private static final int BYTES_PER_RULE = 300;

    private AnswerWriter() {}

    /** The answer with status NEW and without a record block. */
    public static byte[] write(Heading heading, Decision decision) {
        JsonWriter json = new JsonWriter(BYTES + decision.trace().rules().size() * BYTES_PER_RULE);
        begin(json, heading, NEW, decision);
        decision.trace().rules().forEach(rule -> TraceWriter.rule(json, rule));
        TraceWriter.end(json, decision.trace(), decision.trace().parametersUsed());
        return json.endObject().bytes();
    }

    /** What stands before the rules of the trace. */
    static void begin(JsonWriter json, Heading heading, String status, Decision decision) {
        json.beginObject()
                .field("decisionId", heading.decisionId().text())
                .field("requestId", heading.requestId())
                .field("asOf", heading.asOf())
                .field("decidedAt", heading.decidedAt())
                .field("status", status)
                .name("bundle")
                .beginObject()
                .field("name", heading.bundle().name())
                .field("version", heading.bundle().version())
                .field("digest", heading.bundle().digest())
                .endObject();
        recommendation(json.name("recommendation"), decision.recommendation());
        json.name("exceptions").beginArray();
        decision.exceptions().forEach(exception -> exception(json, exception));
        json.endArray();
        priority(json.name("priority"), decision.priority());
        TraceWriter.begin(json.name("trace"));
    }

    private static void recommendation(JsonWriter json, Recommendation recommendation) {
        json.beginObject()
                .field("disposition", recommendation.disposition())
                .field("automation", recommendation.automation())
                .field("queue", recommendation.queue())
                .field("slaDueAt", recommendation.slaDueAt())
                .field("summary", recommendation.summary())
                .name("actions")
                .beginArray();
        for (Recommendation.ProposedAction action : recommendation.actions()) {
            json.beginObject()
                    .field("type", action.type())
                    .field("class", action.actionClass())
                    .field("lineId", lineId(action.line()))
                    .field("parameters", action.parameters())
                    .field("ruleId", action.ruleId())
                    .field("preferred", action.preferred())
                    .field("waivedBy", action.waivedBy())
                    .endObject();
        }
        json.endArray().name("approvals").beginArray();
        for (Recommendation.RequiredApproval approval : recommendation.approvals()) {
            json.beginObject()
                    .field("role", approval.role())
                    .field("ruleIds", approval.ruleIds())
                    .endObject();
        }
        json.endArray().endObject();
    }

    private static void exception(JsonWriter json, NotedException exception) {
        json.beginObject()
                .field("code", exception.entry().code())
                .field("name", exception.entry().name())
                .field("category", exception.entry().category())
                .field("severity", exception.severity())
                .field("lineId", lineId(exception.line()))
                .field("ruleId", exception.ruleId())
                .field("evidence", exception.evidence())
                .field("waivedBy", exception.waivedBy())
                .field("crossReferences", exception.entry().crossReferences())
                .endObject();
    }

    private static void priority(JsonWriter json, Priority priority) {
        json.beginObject()
                .field("class", priority.priorityClass())
                .field("source", priority.source())
                .field("confidence", priority.confidence());
        LossEstimate loss = priority.loss();
        if (loss != null) {
            LossWriter.amounts(json, loss);
        }
        Probabilities probabilities = priority.probabilities();
        if (probabilities != null) {
            json.name("probabilities").beginObject();
            for (PriorityClass each : PriorityClass.values()) {
                json.field(each.name(), probabilities.of(each));
            }
            json.endObject();
        }
        json.field("candidates", filled(priority.candidates()))
                .name("floor")
                .beginObject()
                .field("class", priority.floor().priorityClass())
                .field("ruleId", priority.floor().ruleId())
                .endObject();
        if (!priority.contributions().isEmpty()) {
            json.name("contributions").beginArray();
            for (Contribution contribution : priority.contributions()) {
                json.beginObject()
                        .field("feature", contribution.feature())
                        .field("value", contribution.value())
                        .field("effect", contribution.effect())
                        .field("direction", contribution.direction())
                        .endObject();
            }
            json.endArray();
        }
        if (loss != null) {
            LossWriter.reasons(json, loss);
        }
        json.field("outOfRange", filled(priority.outOfRange()))
                .field("reason", priority.reason())
                .endObject();
    }

    private static <T> @Nullable List<T> filled(List<T> list) {
        return list.isEmpty() ? null : list;
    }

    static @Nullable String lineId(@Nullable LineRef line) {
        return line == null ? null : line.lineId();
    }
}
