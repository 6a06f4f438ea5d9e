package dev.docket.service.privacy;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.DecisionTrace;
import dev.docket.decision.NotedException;
import dev.docket.decision.Recommendation;
import dev.docket.decision.Step;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.MissingInput;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.decision.urgency.Priority;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.Predicate;

/**
 * Removes masked values, and whatever reveals them, from a decision: values that rules read, action parameters of rules
 * that read a masked path, and scores of a model that reads one. What remains is the decision itself: which rules fired,
 * which exceptions stand, and the priority class.
 *
 * @param paths the masked paths that are present
 * @param places the replacement of each value, by indexed path
 */
record MaskedDecision(List<MaskedPath> paths, SortedMap<String, Map<String, Object>> places) {
    private static final String REASON = "the model read masked fields, so its scores are not kept";
    private static final String NOT_KEPT = "not kept: it read masked fields";

    boolean concerns(String path) {
        return paths.stream().anyMatch(masked -> masked.concerns(path));
    }

    private boolean concernsAny(Collection<String> read) {
        return read.stream().anyMatch(this::concerns);
    }

    Decision of(Decision decision, Bundle bundle) {
        Predicate<RuleId> readsMasked = ruleId ->
                bundle.rules().stream().anyMatch(rule -> rule.ruleId().equals(ruleId) && concernsAny(rule.reads()));
        ModelDescription model = bundle.model();
        boolean isModel = model != null && concernsAny(model.reads());
        return new Decision(
                recommendation(decision.recommendation(), readsMasked),
                decision.exceptions().stream().map(this::exception).toList(),
                isModel ? withoutScores(decision.priority()) : decision.priority(),
                trace(decision.trace(), readsMasked, isModel),
                null);
    }

    private Recommendation recommendation(Recommendation whole, Predicate<RuleId> readsMasked) {
        return new Recommendation(
                whole.disposition(),
                whole.automation(),
                whole.queue(),
                whole.slaDueAt(),
                whole.summary(),
                whole.actions().stream()
                        .map(action -> readsMasked.test(action.ruleId()) ? action(action) : action)
                        .toList(),
                whole.approvals());
    }

    private Recommendation.ProposedAction action(Recommendation.ProposedAction action) {
        return new Recommendation.ProposedAction(
                action.type(),
                action.actionClass(),
                action.line(),
                parameters(action.parameters()),
                action.ruleId(),
                action.preferred(),
                action.waivedBy());
    }

    private NotedException exception(NotedException whole) {
        return new NotedException(
                whole.entry(),
                whole.severity(),
                whole.line(),
                whole.ruleId(),
                values(whole.evidence()),
                whole.waivedBy());
    }

    private static Priority withoutScores(Priority whole) {
        return new Priority(
                whole.priorityClass(),
                whole.source(),
                null,
                null,
                List.of(),
                whole.floor(),
                List.of(),
                List.of(),
                REASON,
                null);
    }

    private DecisionTrace trace(DecisionTrace whole, Predicate<RuleId> readsMasked, boolean isModel) {
        return new DecisionTrace(
                whole.rules().stream()
                        .map(rule -> rule(rule, readsMasked.test(rule.ruleId())))
                        .toList(),
                whole.arbitration().stream()
                        .map(step -> isModel && step.step().equals(Step.CLASSIFIER) ? untold(step) : step)
                        .toList(),
                missing(whole.missingInputs()),
                whole.model(),
                whole.snapshot());
    }

    private static Step untold(Step step) {
        return new Step(step.step(), step.from(), step.to(), NOT_KEPT);
    }

    private RuleTrace rule(RuleTrace whole, boolean readsMasked) {
        if (whole.firstFailing() != null) {
            throw new IllegalArgumentException("only what fired is recorded: " + whole.ruleId());
        }
        return new RuleTrace(
                whole.ruleId(),
                whole.verdict(),
                whole.line(),
                values(whole.values()),
                null,
                whole.missing(),
                whole.effects().stream()
                        .map(effect -> readsMasked ? effect(effect) : effect)
                        .toList(),
                whole.source(),
                whole.error() != null && readsMasked ? NOT_KEPT : whole.error(),
                choices(whole.parameters()));
    }

    /** What of the order a parameter was chosen by may be masked; the value is the policy's own. */
    private SortedMap<String, Object> choices(SortedMap<String, Object> whole) {
        SortedMap<String, Object> masked = new TreeMap<>(whole);
        masked.replaceAll((name, value) -> value instanceof ChosenValue choice
                ? new ChosenValue(choice.value(), "", values(choice.by()), choice.because(), choice.isGap())
                : value);
        return masked;
    }

    private Effect effect(Effect whole) {
        return switch (whole) {
            case Effect.Exceptional exception ->
                new Effect.Exceptional(
                        exception.ruleId(),
                        exception.line(),
                        exception.code(),
                        exception.severity(),
                        values(exception.evidence()));
            case Effect.Action action ->
                new Effect.Action(
                        action.ruleId(),
                        action.line(),
                        action.type(),
                        parameters(action.parameters()),
                        action.remediesShortage());
            case Effect.Approval approval -> approval;
            case Effect.Waiver waiver -> waiver;
        };
    }

    /** Leaves out everything inside a masked object, even which fields it has. */
    private Map<String, Object> values(Map<String, Object> byPath) {
        Map<String, Object> masked = new TreeMap<>();
        byPath.forEach((path, value) -> {
            if (places.containsKey(path)) {
                masked.put(path, places.get(path));
            } else if (!isMasked(path)) {
                masked.put(path, value);
            }
        });
        return masked;
    }

    private boolean isMasked(String indexed) {
        return paths.stream().anyMatch(path -> path.covers(indexed));
    }

    /** Leaves out which fields of a masked object are missing. */
    private List<MissingInput> missing(List<MissingInput> whole) {
        return whole.stream().filter(missing -> !isMasked(missing.path())).toList();
    }

    /** Parameters may be computed from anything the rule reads, so only their presence is shown. */
    private static Map<String, Object> parameters(Map<String, Object> whole) {
        Map<String, Object> masked = new TreeMap<>(whole);
        masked.replaceAll((name, value) -> Map.of(Commitments.FIELD, true));
        return masked;
    }
}
