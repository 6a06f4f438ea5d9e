package dev.docket.console.today;

import dev.docket.console.find.Search;
import dev.docket.decision.id.RuleId;
import dev.docket.service.outcome.Period;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/**
 * The addresses of the decisions behind a figure.
 *
 * @param maySearch whether there are any for this reader
 */
record Behind(Period period, boolean maySearch) {
    String all() {
        return path(Map.of(Search.WITHIN, period.word()));
    }

    String of(String filter, String value) {
        return path(Map.of(Search.WITHIN, period.word(), filter, value));
    }

    /** Of a code that a rule raised. */
    String of(String code, RuleId rule) {
        return path(Map.of(Search.WITHIN, period.word(), "code", code, "ruleId", rule.text()));
    }

    String between(Instant from, Instant to) {
        return path(Map.of("from", from.toString(), "to", to.toString()));
    }

    String between(Instant from, Instant to, String filter, String value) {
        return path(Map.of("from", from.toString(), "to", to.toString(), filter, value));
    }

    private String path(Map<String, String> filters) {
        return maySearch ? new Search(new TreeMap<>(filters), "").path() : "";
    }
}
