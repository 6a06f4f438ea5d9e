package dev.docket.console.policy;

import dev.docket.console.shell.Rate;
import dev.docket.console.shell.Words;
import dev.docket.service.outcome.Counted;
import dev.docket.service.outcome.OutcomeStatistics;
import dev.docket.service.outcome.Share;

/**
 * How often a rule fired of late, and what people did then.
 *
 * @param fired in how many decisions
 * @param share of all decisions
 * @param overridden of how many with an outcome; likewise the other
 */
public record RuleUse(String fired, String share, Rate overridden, Rate falseHolds) {
    private static final Share NOTHING = new Share(0, 0);

    static RuleUse of(String rule, Counted counted) {
        OutcomeStatistics.Counts counts = counted.outcomes().byRule().get(rule);
        long fired = counted.byRule().getOrDefault(rule, 0L);
        return new RuleUse(
                Words.number(fired),
                Words.share(fired, counted.decisions()),
                Rate.of(counts == null ? NOTHING : counts.overridden()),
                Rate.of(counts == null ? NOTHING : counts.falseHolds()));
    }
}
