package dev.docket.service.canary;

import dev.docket.decision.Decision;
import dev.docket.decision.NotedException;
import dev.docket.decision.Recommendation;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.taxonomy.ProtectedCodes;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Whether a candidate's decision is softer than the base's where it may not be: under the codes that nothing may waive
 * ({@link ProtectedCodes}). The order of the rules does not matter.
 */
public final class Softer {
    private Softer() {}

    /** Whether the base's decision has to stand instead of the candidate's. */
    public static boolean isSofter(Decision candidate, Decision base) {
        List<NotedException> held = base.exceptions().stream()
                .filter(noted -> stands(noted) && isProtected(noted))
                .toList();
        if (held.isEmpty()) {
            return false;
        }
        Set<RuleId> rules = held.stream().map(NotedException::ruleId).collect(Collectors.toSet());
        return candidate
                                .recommendation()
                                .disposition()
                                .compareTo(base.recommendation().disposition())
                        < 0
                || !held.stream().allMatch(noted -> isHeldBy(candidate, noted))
                || !base.recommendation().actions().stream()
                        .filter(action -> action.waivedBy() == null && rules.contains(action.ruleId()))
                        .allMatch(action -> isProposedBy(candidate, action))
                || !base.recommendation().approvals().stream()
                        .filter(approval -> approval.ruleIds().stream().anyMatch(rules::contains))
                        .allMatch(approval -> isRequiredBy(candidate, approval));
    }

    private static boolean isHeldBy(Decision candidate, NotedException noted) {
        return candidate.exceptions().stream()
                .anyMatch(other -> stands(other)
                        && other.entry().code().equals(noted.entry().code())
                        && Optional.ofNullable(other.line()).equals(Optional.ofNullable(noted.line()))
                        && other.severity() >= noted.severity());
    }

    private static boolean isProposedBy(Decision candidate, Recommendation.ProposedAction action) {
        return candidate.recommendation().actions().stream()
                .anyMatch(other -> other.waivedBy() == null
                        && other.type().equals(action.type())
                        && Optional.ofNullable(other.line()).equals(Optional.ofNullable(action.line())));
    }

    private static boolean isRequiredBy(Decision candidate, Recommendation.RequiredApproval approval) {
        return candidate.recommendation().approvals().stream()
                .anyMatch(other -> other.role().equals(approval.role()));
    }

    private static boolean stands(NotedException noted) {
        return noted.waivedBy() == null;
    }

    private static boolean isProtected(NotedException noted) {
        return ProtectedCodes.contains(noted.entry().code().text());
    }
}
