package dev.docket.decision;

import dev.docket.decision.id.ModelId;
import dev.docket.decision.id.SnapshotId;
import dev.docket.decision.rule.MissingInput;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The reasons for a decision.
 *
 * @param missingInputs absent fields that could still change something, by path
 * @param model the model used
 * @param snapshot the reference snapshot that the model used
 */
public record DecisionTrace(
        List<RuleTrace> rules,
        List<Step> arbitration,
        List<MissingInput> missingInputs,
        @Nullable ModelId model,
        @Nullable SnapshotId snapshot) {

    /** The parameters that the listed rules read, by name. */
    public SortedMap<String, Object> parametersUsed() {
        SortedMap<String, Object> used = new TreeMap<>();
        rules.forEach(rule -> used.putAll(rule.parameters()));
        return used;
    }

    /** The same trace with no more rules than a level lists. */
    DecisionTrace at(TraceLevel level) {
        return new DecisionTrace(
                rules.stream().filter(rule -> rule.isListedAt(level)).toList(),
                arbitration,
                missingInputs,
                model,
                snapshot);
    }
}
