package dev.docket.decision;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Category;
import dev.docket.decision.taxonomy.ProtectedCodes;
import dev.docket.decision.taxonomy.Taxonomy;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * All effects of the rules, with waivers applied. The order of arrival does not matter, because every
 * list is sorted by content.
 */
final class Ledger {

    private final List<NotedException> exceptions;
    private final List<Entry> actions;
    private final List<Recommendation.RequiredApproval> approvals;

    /** An action and the rule that waived it. */
    record Entry(
            Effect.Action action,
            ActionCatalogue.Definition definition,
            @Nullable RuleId waivedBy) {
        boolean stands() {
            return waivedBy == null;
        }
    }

    private record RuleAndLine(RuleId ruleId, @Nullable LineRef line) {}

    private Ledger(
            List<NotedException> exceptions, List<Entry> actions, List<Recommendation.RequiredApproval> approvals) {
        this.exceptions = List.copyOf(exceptions);
        this.actions = List.copyOf(actions);
        this.approvals = List.copyOf(approvals);
    }

    static Ledger of(List<Effect> effects, Taxonomy taxonomy, ActionCatalogue catalogue) {
        List<Effect.Waiver> waivers = new ArrayList<>(2);
        for (Effect effect : effects) {
            if (effect instanceof Effect.Waiver waiver) {
                waivers.add(waiver);
            }
        }
        Map<RuleAndLine, RuleId> waivedBy = new HashMap<>();
        List<NotedException> exceptions = new ArrayList<>();
        for (Effect effect : effects) {
            if (effect instanceof Effect.Exceptional raised) {
                RuleId waiver = waiverOf(raised, waivers);
                if (waiver != null) {
                    waivedBy.put(new RuleAndLine(raised.ruleId(), raised.line()), waiver);
                }
                exceptions.add(new NotedException(
                        taxonomy.of(raised.code()),
                        raised.severity(),
                        raised.line(),
                        raised.ruleId(),
                        raised.evidence(),
                        waiver));
            }
        }
        List<Entry> actions = new ArrayList<>();
        SortedMap<String, SortedSet<RuleId>> roles = new TreeMap<>();
        for (Effect effect : effects) {
            switch (effect) {
                case Effect.Action action ->
                    actions.add(new Entry(
                            action, catalogue.of(action.type()), waiverOf(action.ruleId(), action.line(), waivedBy)));
                case Effect.Approval approval -> {
                    if (waiverOf(approval.ruleId(), approval.line(), waivedBy) == null) {
                        roles.computeIfAbsent(approval.role(), role -> new TreeSet<>())
                                .add(approval.ruleId());
                    }
                }
                case Effect.Exceptional raised -> {}
                case Effect.Waiver waiver -> {}
            }
        }
        exceptions.sort(Ledger::worstFirst);
        actions.sort(Ledger::strictestFirst);
        List<Recommendation.RequiredApproval> approvals = new ArrayList<>(roles.size());
        roles.forEach(
                (role, ruleIds) -> approvals.add(new Recommendation.RequiredApproval(role, List.copyOf(ruleIds))));
        return new Ledger(exceptions, actions, approvals);
    }

    private static @Nullable RuleId waiverOf(RuleId ruleId, @Nullable LineRef line, Map<RuleAndLine, RuleId> waivedBy) {
        return waivedBy.isEmpty() ? null : waivedBy.get(new RuleAndLine(ruleId, line));
    }

    private static int worstFirst(NotedException one, NotedException other) {
        if (one.severity() != other.severity()) {
            return Integer.compare(other.severity(), one.severity());
        }
        int byCode = one.code().compareTo(other.code());
        return byCode != 0 ? byCode : byLine(one.line(), one.ruleId(), other.line(), other.ruleId());
    }

    private static int strictestFirst(Entry one, Entry other) {
        int byClass =
                one.definition().actionClass().compareTo(other.definition().actionClass());
        if (byClass != 0) {
            return byClass;
        }
        int byType = one.action().type().compareTo(other.action().type());
        return byType != 0
                ? byType
                : byLine(
                        one.action().line(),
                        one.action().ruleId(),
                        other.action().line(),
                        other.action().ruleId());
    }

    private static int byLine(@Nullable LineRef one, RuleId ruleId, @Nullable LineRef other, RuleId otherRuleId) {
        int byIndex = Integer.compare(one == null ? -1 : one.index(), other == null ? -1 : other.index());
        return byIndex != 0 ? byIndex : ruleId.compareTo(otherRuleId);
    }

    /** The first waiving rule by id, if the exception can be waived at all. */
    private static @Nullable RuleId waiverOf(Effect.Exceptional raised, List<Effect.Waiver> waivers) {
        if (waivers.isEmpty() || ProtectedCodes.contains(raised.code().text())) {
            return null;
        }
        return waivers.stream()
                .filter(waiver -> waiver.covers(raised))
                .map(Effect.Waiver::ruleId)
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    /** All exceptions, waived or not, worst first. */
    List<NotedException> exceptions() {
        return exceptions;
    }

    /** All actions, waived or not, strictest class first. */
    List<Entry> actions() {
        return actions;
    }

    /** The standing approvals. */
    List<Recommendation.RequiredApproval> approvals() {
        return approvals;
    }

    /** The standing exception with the highest severity (ties: lowest code, then lowest rule id), if one stands. */
    @Nullable
    NotedException worst() {
        NotedException worst = null;
        for (NotedException exception : exceptions) {
            if (exception.stands() && (worst == null || isWorse(exception, worst))) {
                worst = exception;
            }
        }
        return worst;
    }

    private static boolean isWorse(NotedException one, NotedException other) {
        return one.severity() == other.severity()
                && one.code().equals(other.code())
                && one.ruleId().compareTo(other.ruleId()) < 0;
    }

    /** The codes of the standing exceptions. */
    SortedSet<String> standingCodes() {
        SortedSet<String> codes = new TreeSet<>();
        for (NotedException exception : exceptions) {
            if (exception.stands()) {
                codes.add(exception.code().toString());
            }
        }
        return codes;
    }

    Standing standing() {
        EnumSet<Category> serious = EnumSet.noneOf(Category.class);
        Map<String, Set<String>> codes = new HashMap<>();
        int worst = 0;
        int count = 0;
        for (NotedException exception : exceptions) {
            if (exception.stands()) {
                count++;
                worst = Math.max(worst, exception.severity());
                if (exception.severity() >= 3) {
                    serious.add(exception.entry().category());
                }
                if (exception.line() != null) {
                    codes.computeIfAbsent(exception.line().lineId(), lineId -> new HashSet<>())
                            .add(exception.code().text());
                }
            }
        }
        Map<String, Integer> remedies = new HashMap<>();
        int orderRemedies = 0;
        for (Entry entry : actions) {
            if (entry.stands() && entry.action().remediesShortage()) {
                LineRef line = entry.action().line();
                if (line == null) {
                    orderRemedies++;
                } else {
                    remedies.merge(line.lineId(), 1, Integer::sum);
                }
            }
        }
        return new Standing(serious.size(), worst, count, orderRemedies, byLine(remedies, codes));
    }

    private static Map<String, Standing.OnLine> byLine(Map<String, Integer> remedies, Map<String, Set<String>> codes) {
        Set<String> lineIds = new HashSet<>(codes.keySet());
        lineIds.addAll(remedies.keySet());
        Map<String, Standing.OnLine> lines = new HashMap<>();
        for (String lineId : lineIds) {
            lines.put(
                    lineId,
                    new Standing.OnLine(remedies.getOrDefault(lineId, 0), codes.getOrDefault(lineId, Set.of())));
        }
        return lines;
    }
}
