package dev.docket.decision;

import java.util.List;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * Why the decision is what it is.
 *
 * @param missingInputs each absent field that could still change something, by path
 * @param model the model that was asked
 */
public record DecisionTrace(
        List<RuleTrace> rules,
        List<Step> arbitration,
        List<MissingInput> missingInputs,
        @Nullable ModelId model,
        SortedMap<String, Object> parametersUsed) {}
