package dev.docket.service.outcome;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.outcome.Feedback.Action;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/** How often people did something other than recommended, overall and for each rule that had fired. */
public final class OutcomeStatistics {
    private static final Counts NONE = new Counts(new Share(0, 0), new Share(0, 0));

    private final SortedMap<String, Counts> byRule = new TreeMap<>();
    private final SortedMap<String, Long> byPair = new TreeMap<>();
    private Counts all = NONE;

    /**
     * Both rates for a set of decisions.
     *
     * @param overridden among decisions with a recommendation, those where people did something else
     * @param falseHolds among decisions that stopped the order, those where it then shipped unchanged
     */
    public record Counts(Share overridden, Share falseHolds) {
        Counts plus(Disposition recommended, Action outcome) {
            return new Counts(
                    recommends(recommended) ? overridden.plus(isOverride(recommended, outcome)) : overridden,
                    stops(recommended) ? falseHolds.plus(outcome == Action.RELEASED) : falseHolds);
        }
    }

    /** Counts one decision with its latest outcome. */
    public void add(Disposition recommended, Action outcome, Collection<RuleId> firedRules) {
        all = all.plus(recommended, outcome);
        byPair.merge(recommended + " → " + outcome, 1L, Long::sum);
        firedRules.forEach(rule -> byRule.merge(
                rule.text(), NONE.plus(recommended, outcome), (counts, one) -> counts.plus(recommended, outcome)));
    }

    public Counts all() {
        return all;
    }

    public SortedMap<String, Counts> byRule() {
        return Collections.unmodifiableSortedMap(byRule);
    }

    /** Counts per recommendation and outcome. */
    public SortedMap<String, Long> byPair() {
        return Collections.unmodifiableSortedMap(byPair);
    }

    // A review leaves the choice to a person, so whatever they do follows the recommendation.
    static boolean recommends(Disposition disposition) {
        return disposition != Disposition.REVIEW;
    }

    /** Whether it stops the order until a person has looked at it. */
    static boolean stops(Disposition disposition) {
        return switch (disposition) {
            case RELEASE, RELEASE_WITH_CONDITIONS -> false;
            case REVIEW, HOLD, REJECT -> true;
        };
    }

    /** Whether it is something else than was recommended. A cancellation says nothing about that, and a review leaves the choice. */
    public static boolean isOverride(Disposition recommended, Action outcome) {
        return outcome != Action.CANCELLED
                && switch (recommended) {
                    case RELEASE -> outcome != Action.RELEASED;
                    case RELEASE_WITH_CONDITIONS -> outcome != Action.RELEASED_WITH_CHANGES;
                    case REVIEW -> false;
                    case HOLD -> outcome == Action.RELEASED || outcome == Action.RELEASED_WITH_CHANGES;
                    case REJECT -> outcome != Action.REJECTED;
                };
    }
}
