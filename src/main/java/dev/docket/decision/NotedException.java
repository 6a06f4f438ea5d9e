package dev.docket.decision;

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
        String ruleId,
        Map<String, Object> evidence,
        @Nullable String waivedBy) {
    boolean stands() {
        return waivedBy == null;
    }

    String code() {
        return entry.code();
    }
}
