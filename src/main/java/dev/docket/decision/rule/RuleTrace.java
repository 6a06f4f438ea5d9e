package dev.docket.decision.rule;

import dev.docket.decision.id.RuleId;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What one rule concluded, for the order or for one line.
 *
 * @param values the needed fields that are present, by request path
 * @param firstFailing the first condition that does not hold, if the verdict is NOT_MATCHED; the days on which the rule holds, when
 *     these are why it is NOT_APPLICABLE
 * @param missing the needed fields that are absent, if the verdict is NOT_EVALUATED
 * @param source the rule's location, such as {@code credit.drl:14}
 * @param error what went wrong, if the verdict is ERROR
 * @param parameters the policy parameters that the rule reads, by name
 */
public record RuleTrace(
        RuleId ruleId,
        Verdict verdict,
        @Nullable LineRef line,
        Map<String, Object> values,
        @Nullable FirstFailing firstFailing,
        List<String> missing,
        List<Effect> effects,
        String source,
        @Nullable String error,
        SortedMap<String, Object> parameters) {

    /** Whether a trace of this level lists it: FIRED lists what fired and what failed. */
    public boolean isListedAt(TraceLevel level) {
        return switch (level) {
            case NONE -> false;
            case FIRED -> verdict == Verdict.FIRED || verdict == Verdict.ERROR;
            case FULL -> true;
        };
    }

    /**
     * A condition that does not hold.
     *
     * @param condition its text in the rule
     * @param values what it read, by request path
     * @param why the same in words, with what would have been needed
     */
    public record FirstFailing(String condition, Map<String, Object> values, WhyNot why) {}
}
