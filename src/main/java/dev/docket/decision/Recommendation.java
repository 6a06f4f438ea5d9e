package dev.docket.decision;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.taxonomy.ActionClass;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What to do with the order, who does it, and by when.
 *
 * @param queue the owning queue; NONE if no exception stands
 * @param summary one sentence for people
 */
public record Recommendation(
        Disposition disposition,
        Automation automation,
        String queue,
        @Nullable Instant slaDueAt,
        String summary,
        List<ProposedAction> actions,
        List<RequiredApproval> approvals) {

    /**
     * An action, standing or waived.
     *
     * @param preferred whether it is preferred among alternatives
     * @param waivedBy the rule that waived it
     */
    public record ProposedAction(
            String type,
            ActionClass actionClass,
            @Nullable LineRef line,
            Map<String, Object> parameters,
            RuleId ruleId,
            boolean preferred,
            @Nullable RuleId waivedBy) {}

    /** A role that must agree, and every rule that requires it. */
    public record RequiredApproval(String role, List<RuleId> ruleIds) {}
}
