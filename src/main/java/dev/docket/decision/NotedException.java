package dev.docket.decision;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.taxonomy.Taxonomy;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * An exception, standing or waived.
 *
 * @param waivedBy the rule that waived it
 */
public record NotedException(
        Taxonomy.Entry entry,
        int severity,
        @Nullable LineRef line,
        RuleId ruleId,
        Map<String, Object> evidence,
        @Nullable RuleId waivedBy) {
    boolean stands() {
        return waivedBy == null;
    }

    ExceptionCode code() {
        return entry.code();
    }
}
