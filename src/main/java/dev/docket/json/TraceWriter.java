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

    // In every verdict of a full trace.
    private static final JsonWriter.Name RULE_ID = new JsonWriter.Name("ruleId");
    private static final JsonWriter.Name VERDICT = new JsonWriter.Name("verdict");
    private static final JsonWriter.Name LINE_ID = new JsonWriter.Name("lineId");
    private static final JsonWriter.Name VALUES = new JsonWriter.Name("values");
    private static final JsonWriter.Name FIRST_FAILING = new JsonWriter.Name("firstFailing");
    private static final JsonWriter.Name MISSING = new JsonWriter.Name("missing");
    private static final JsonWriter.Name EFFECTS = new JsonWriter.Name("effects");
    private static final JsonWriter.Name SOURCE = new JsonWriter.Name("source");
    private static final JsonWriter.Name ERROR = new JsonWriter.Name("error");
    private static final JsonWriter.Name CONDITION = new JsonWriter.Name("condition");
    private static final JsonWriter.Name BECAUSE = new JsonWriter.Name("because");
    private static final JsonWriter.Name WOULD_NEED = new JsonWriter.Name("wouldNeed");
    private static final JsonWriter.Name PATH = new JsonWriter.Name("path");
    private static final JsonWriter.Name AT_LEAST = new JsonWriter.Name("atLeast");
    private static final JsonWriter.Name ABOVE = new JsonWriter.Name("above");
    private static final JsonWriter.Name AT_MOST = new JsonWriter.Name("atMost");
    private static final JsonWriter.Name BELOW = new JsonWriter.Name("below");
    private static final JsonWriter.Name ONE_OF = new JsonWriter.Name("oneOf");
    private static final JsonWriter.Name NONE_OF = new JsonWriter.Name("noneOf");
    private static final JsonWriter.Name PRESENT = new JsonWriter.Name("present");
    private static final JsonWriter.Name FIRES = new JsonWriter.Name("fires");
    private static final JsonWriter.Name KIND = new JsonWriter.Name("kind");

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
                .field(RULE_ID, rule.ruleId().text())
                .field(VERDICT, rule.verdict().toString())
                .field(LINE_ID, AnswerWriter.lineId(rule.line()))
                .field(VALUES, filled(rule.values()));
        RuleTrace.FirstFailing failing = rule.firstFailing();
        if (failing != null) {
            firstFailing(json.name(FIRST_FAILING), failing);
        }
        if (!rule.missing().isEmpty()) {
            json.field(MISSING, rule.missing());
        }
        if (!rule.effects().isEmpty()) {
            json.name(EFFECTS).beginArray();
            rule.effects().forEach(effect -> effect(json, effect));
            json.endArray();
        }
        json.field(SOURCE, rule.source()).field(ERROR, rule.error()).endObject();
    }

    private static void firstFailing(JsonWriter json, RuleTrace.FirstFailing failing) {
        WhyNot.Words words = failing.why().words();
        json.beginObject()
                .field(CONDITION, failing.condition())
                .field(VALUES, failing.values())
                .field(BECAUSE, words.because());
        if (!words.wouldNeed().isEmpty()) {
            json.name(WOULD_NEED).beginArray();
            words.wouldNeed().forEach(need -> wouldNeed(json, need));
            json.endArray();
        }
        json.endObject();
    }

    private static void wouldNeed(JsonWriter json, WouldNeed need) {
        json.beginObject().field(PATH, need.path());
        switch (need.range()) {
            case WouldNeed.Range.Between between ->
                json.field(between.lowIncluded() ? AT_LEAST : ABOVE, between.low())
                        .field(between.highIncluded() ? AT_MOST : BELOW, between.high());
            case WouldNeed.Range.OneOf one -> json.field(ONE_OF, one.values());
            case WouldNeed.Range.NoneOf none -> json.field(NONE_OF, none.values());
            case WouldNeed.Range.Present present -> json.field(PRESENT, true);
            case WouldNeed.Range.Absent absent -> json.field(PRESENT, false);
        }
        json.field(FIRES, need.fires()).endObject();
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
        return json.field(KIND, kind).field(LINE_ID, AnswerWriter.lineId(line));
    }

    private static @Nullable Map<String, Object> filled(Map<String, Object> map) {
        return map.isEmpty() ? null : map;
    }
}
