package dev.docket.console.policy;

import dev.docket.console.find.Behind;
import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Words;
import dev.docket.service.outcome.Became;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.Share;

/**
 * How often a rule fired of late, and what people did then.
 *
 * @param fired in how many decisions
 * @param path the address of these decisions; empty for none, or if the reader may not see them
 * @param share of all decisions
 * @param overridden of how many with an outcome; likewise the other
 */
public record RuleUse(String fired, String path, String share, Rate overridden, Rate falseHolds) {
    private static final Share NOTHING = new Share(0, 0);

    static RuleUse of(String rule, Counted counted, boolean maySearch) {
        OutcomeStatistics.Counts counts = counted.outcomes().byRule().get(rule);
        long fired = counted.byRule().getOrDefault(rule, 0L);
        Behind behind = Behind.of(counted, maySearch);
        return new RuleUse(
                Words.number(fired),
                fired == 0 ? "" : behind.of("ruleId", rule),
                Words.share(fired, counted.decisions()),
                Rate.of(
                        counts == null ? NOTHING : counts.overridden(),
                        behind.of(Became.OVERRIDDEN, "ruleId", rule),
                        behind.of(Became.FOLLOWED_OR_OVERRIDDEN, "ruleId", rule)),
                Rate.of(
                        counts == null ? NOTHING : counts.falseHolds(),
                        behind.of(Became.FALSE_HOLD, "ruleId", rule),
                        behind.of(Became.STOPPED, "ruleId", rule)));
    }
}
