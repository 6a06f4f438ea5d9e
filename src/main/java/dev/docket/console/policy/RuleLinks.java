package dev.docket.console.policy;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.rule.RuleDescription;
import java.util.Collection;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a rule has to do with the order and with other rules. Rules share no facts: they meet only in exceptions.
 *
 * @param reads request paths
 * @param looksAt codes that it asks for among the exceptions that stand
 * @param isStanding whether it looks at what stands after all waivers
 */
record RuleLinks(
        RuleDescription rule,
        SortedSet<String> reads,
        SortedSet<String> raises,
        SortedSet<String> waives,
        SortedSet<String> looksAt,
        boolean isStanding) {
    /** What stands in the place of a fact for rules that look at standing exceptions. */
    static final String STANDING = "Standing";

    private static final Pattern FACT = Pattern.compile("\\b" + STANDING + "\\s*\\(");
    private static final Pattern CODE = Pattern.compile("\"([A-Z]{3}-\\d{3})\"");

    RuleLinks {
        reads = Collections.unmodifiableSortedSet(new TreeSet<>(reads));
        raises = Collections.unmodifiableSortedSet(new TreeSet<>(raises));
        waives = Collections.unmodifiableSortedSet(new TreeSet<>(waives));
        looksAt = Collections.unmodifiableSortedSet(new TreeSet<>(looksAt));
    }

    static RuleLinks of(RuleDescription rule) {
        boolean isStanding = FACT.matcher(rule.text()).find();
        return new RuleLinks(
                rule,
                new TreeSet<>(rule.reads()),
                texts(rule.raises()),
                texts(rule.waives()),
                rule.conditions().stream()
                        .filter(condition -> isStanding)
                        .flatMap(condition -> CODE.matcher(condition).results())
                        .map((MatchResult found) -> found.group(1))
                        .collect(Collectors.toCollection(TreeSet::new)),
                isStanding);
    }

    private static SortedSet<String> texts(Collection<ExceptionCode> codes) {
        return codes.stream().map(ExceptionCode::text).collect(Collectors.toCollection(TreeSet::new));
    }

    String id() {
        return rule.ruleId().text();
    }

    /** Every code that it raises, waives or looks at. */
    SortedSet<String> codes() {
        return Stream.of(raises, waives, looksAt)
                .flatMap(Collection::stream)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The parts of the order that it reads, such as {@code customer.credit}. */
    SortedSet<String> facts() {
        SortedSet<String> facts = reads.stream().map(RuleLinks::factOf).collect(Collectors.toCollection(TreeSet::new));
        if (isStanding) {
            facts.add(STANDING);
        }
        return facts;
    }

    /** The part of the order that a path lies in; a path without any is one itself. */
    static String factOf(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0 ? path : path.substring(0, dot);
    }
}
