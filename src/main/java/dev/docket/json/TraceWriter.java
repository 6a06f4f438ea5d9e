package dev.docket.json;

import dev.docket.decision.DecisionTrace;
import dev.docket.decision.Step;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.id.SnapshotId;
import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.MissingInput;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.WhyNot;
import dev.docket.decision.rule.WouldNeed;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/** Writes the trace. */
final class TraceWriter {
    private static final String CHOICES = "parameterChoices";

    private TraceWriter() {}

    /** What stands before the rules. */
    static void begin(JsonWriter json) {
        json.beginObject().name("rules").beginArray();
    }

    /**
     * What stands after the rules.
     *
     * @param parametersUsed by the rules, by name
     */
    static void end(JsonWriter json, DecisionTrace trace, SortedMap<String, Object> parametersUsed) {
        json.endArray().name("arbitration").beginArray();
        for (Step step : trace.arbitration()) {
            json.beginObject()
                    .field("step", step.step())
                    .field("from", step.from())
                    .field("to", step.to())
                    .field("because", step.because())
                    .endObject();
        }
        json.endArray().name("missingInputs").beginArray();
        for (MissingInput missing : trace.missingInputs()) {
            json.beginObject().field("path", missing.path()).name("couldAffect").beginArray();
            missing.codes().forEach(json::value);
            json.endArray().endObject();
        }
        json.endArray();
        ModelId model = trace.model();
        if (model != null) {
            json.name("model")
                    .beginObject()
                    .field("name", model.name())
                    .field("version", model.version())
                    .field("digest", model.digest())
                    .endObject();
        }
        SnapshotId snapshot = trace.snapshot();
        if (snapshot != null) {
            json.name("snapshot")
                    .beginObject()
                    .field("digest", snapshot.digest())
                    .field("takenAt", snapshot.takenAt())
                    .endObject();
        }
        json.name("parametersUsed").beginObject();
        parametersUsed.forEach(
                (name, value) -> json.field(name, value instanceof ChosenValue one ? one.value() : value));
        json.endObject();
        choices(json, parametersUsed);
        json.endObject();
    }

    /** Why a parameter that differs by order has this value, or none. */
    private static void choices(JsonWriter json, SortedMap<String, Object> parametersUsed) {
        if (parametersUsed.values().stream().noneMatch(ChosenValue.class::isInstance)) {
            return;
        }
        json.name(CHOICES).beginObject();
        parametersUsed.forEach((name, value) -> {
            if (value instanceof ChosenValue choice) {
                json.name(name)
                        .beginObject()
                        .field("by", choice.by())
                        .field("because", choice.because())
                        .endObject();
            }
        });
        json.endObject();
    }

    static void rule(JsonWriter json, RuleTrace rule) {
        json.beginObject()
                .field("ruleId", rule.ruleId())
                .field("verdict", rule.verdict())
                .field("lineId", AnswerWriter.lineId(rule.line()))
                .field("values", filled(rule.values()));
        RuleTrace.FirstFailing failing = rule.firstFailing();
        if (failing != null) {
            firstFailing(json.name("firstFailing"), failing);
        }
        if (!rule.missing().isEmpty()) {
            json.field("missing", rule.missing());
        }
        if (!rule.effects().isEmpty()) {
            json.name("effects").beginArray();
            rule.effects().forEach(effect -> effect(json, effect));
            json.endArray();
        }
        json.field("source", rule.source()).field("error", rule.error()).endObject();
    }

    private static void firstFailing(JsonWriter json, RuleTrace.FirstFailing failing) {
        WhyNot.Words words = failing.why().words();
        json.beginObject()
                .field("condition", failing.condition())
                .field("values", failing.values())
                .field("because", words.because());
        if (!words.wouldNeed().isEmpty()) {
            json.name("wouldNeed").beginArray();
            words.wouldNeed().forEach(need -> wouldNeed(json, need));
            json.endArray();
        }
        json.endObject();
    }

    private static void wouldNeed(JsonWriter json, WouldNeed need) {
        json.beginObject().field("path", need.path());
        switch (need.range()) {
            case WouldNeed.Range.Between between ->
                json.field(between.lowIncluded() ? "atLeast" : "above", between.low())
                        .field(between.highIncluded() ? "atMost" : "below", between.high());
            case WouldNeed.Range.OneOf one -> json.field("oneOf", one.values());
            case WouldNeed.Range.NoneOf none -> json.field("noneOf", none.values());
            case WouldNeed.Range.Present present -> json.field("present", true);
            case WouldNeed.Range.Absent absent -> json.field("present", false);
        }
        json.field("fires", need.fires()).endObject();
    }

    private static void effect(JsonWriter json, Effect effect) {
        json.beginObject();
        switch (effect) {
            case Effect.Exceptional exception ->
                begin(json, "EXCEPTION", exception.line())
                        .field("code", exception.code())
                        .field("severity", exception.severity());
            case Effect.Action action ->
                begin(json, "ACTION", action.line())
                        .field("type", action.type())
                        .field("parameters", filled(action.parameters()));
            case Effect.Approval approval ->
                begin(json, "APPROVAL", approval.line()).field("role", approval.role());
            case Effect.Waiver waiver -> {
                begin(json, "WAIVER", null).name("codes").beginArray();
                waiver.codes().forEach(json::value);
                json.endArray().field("belowSeverity", waiver.belowSeverity());
            }
        }
        json.endObject();
    }

    private static JsonWriter begin(JsonWriter json, String kind, @Nullable LineRef line) {
        return json.field("kind", kind).field("lineId", AnswerWriter.lineId(line));
    }

    private static @Nullable Map<String, Object> filled(Map<String, Object> map) {
        return map.isEmpty() ? null : map;
    }
}
