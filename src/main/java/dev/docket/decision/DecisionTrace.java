package dev.docket.decision;

import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Why the decision is what it is.
 *
 * @param missingInputs each absent field that could still change something, with the codes it could raise or waive
 * @param model the model that was asked
 */
public record DecisionTrace(
        List<RuleTrace> rules,
        List<Step> arbitration,
        SortedMap<String, SortedSet<String>> missingInputs,
        @Nullable ModelId model,
        SortedMap<String, Object> parametersUsed) {}
