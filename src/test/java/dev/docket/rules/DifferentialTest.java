package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Standing;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.fixture.OnAllProcessors;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The rule book evaluates compiled conditions itself; here it is held against a Drools session. */
class DifferentialTest {
    private static final long SEED = 20_260_301;
    private static final int ORDERS = 20_000;

    // Compiled here and now: Drools forgets a module once ten newer ones are there, and a session needs it.
    private final DroolsRuleBook book = RuleFolder.load(ShippedRules.FOLDER).ruleBook();

    @Test
    void a_rule_fires_exactly_where_a_drools_session_fires_it() {
        Map<String, Integer> firings = new ConcurrentSkipListMap<>();
        OnAllProcessors.each(SampleOrders.generate(SEED).limit(ORDERS), sample -> {
            OrderSnapshot snapshot = sample.receivedAt(Instant.parse("2026-03-02T10:00:00Z"));
            Standing standing = new Standing(
                    Math.floorMod(snapshot.hashCode(), 5), 3, 4, Math.floorMod(snapshot.hashCode(), 2), Map.of());
            Set<String> expected = applicable(
                    snapshot, DroolsSession.fired(book, book.parameters().on(snapshot.asOfDate()), snapshot, standing));
            Set<String> actual = fired(snapshot, standing);
            assertThat(actual)
                    .as("seed %d, request %s", SEED, snapshot.requestId())
                    .isEqualTo(expected);
            actual.forEach(rule -> firings.merge(rule.replaceAll("/.*", ""), 1, Integer::sum));
        });
        Set<String> all = book.rules().stream().map(rule -> rule.rule().id()).collect(Collectors.toSet());
        assertThat(firings.keySet()).as("every rule fires for some order").isEqualTo(all);
    }

    private Set<String> fired(OrderSnapshot snapshot, Standing standing) {
        return Stream.of(
                        book.evaluate(snapshot, TraceLevel.FIRED),
                        book.evaluateAcross(snapshot, standing, TraceLevel.FIRED))
                .flatMap(findings -> findings.rules().stream())
                .peek(trace -> assertThat(trace.verdict()).as(trace.toString()).isEqualTo(Verdict.FIRED))
                .map(DifferentialTest::name)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String name(RuleTrace trace) {
        return trace.ruleId() + (trace.line() == null ? "" : "/" + trace.line().lineId());
    }

    private Set<String> applicable(OrderSnapshot snapshot, Set<String> fired) {
        Set<String> here = book.rules().stream()
                .filter(rule -> rule.rule().checkpoints().contains(snapshot.checkpoint()))
                .filter(rule -> rule.rule().validity().covers(snapshot.asOfDate()))
                .map(rule -> rule.rule().id())
                .collect(Collectors.toSet());
        return fired.stream()
                .filter(name -> here.contains(name.replaceAll("/.*", "")))
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
