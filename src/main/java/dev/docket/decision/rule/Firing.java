package dev.docket.decision.rule;

import dev.docket.decision.id.RuleId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A rule that fires, for the order or for one line, and what would keep it from firing.
 *
 * @param ceases changes of one input, each sufficient alone; empty where none can be named for certain
 */
public record Firing(RuleId ruleId, @Nullable LineRef line, List<WouldCease> ceases) {
    public Firing {
        ceases = List.copyOf(ceases);
    }
}
