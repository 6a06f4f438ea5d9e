package dev.docket.rules.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.fixture.AlteredOrder;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleFolder;
import dev.docket.sample.SampleOrders;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** What a total says it would need is enough: whoever changes that one value sees the condition hold. */
class TotalWhyNotTest {
    private static final long SEED = 20_261_129;
    private static final int ORDERS = 600;
    private static final BigDecimal HAIR = new BigDecimal("0.000001");

    /** One total each, so that a rule fires when its condition holds. */
    private static final List<String> TOTALS = List.of(
            "Line( $q : orderedQty ); $t : sum( $q ); $t > 400",
            "Line( $q : orderedQty ); $t : sum( $q ); $t < 3",
            "Line( $q : orderedQty ); $t : average( $q ); $t > 90",
            "Line( $q : orderedQty ); $t : average( $q ); 5 >= $t",
            "Line( $q : orderedQty ); $t : max( $q ); $t >= 300",
            "Line( $q : orderedQty ); $t : max( $q ); $t < 20",
            "Line( $q : orderedQty ); $t : min( $q ); $t > 4",
            "Line( $q : orderedQty ); $t : min( $q ); $t <= 1",
            "Line( restockEta != null, $e : restockEta ); $t : max( $e ); $t > \"2027-01-01\"",
            "Line( unitCost > 0, $q : orderedQty ); $t : min( $q ); 7 < $t",
            "Line( orderedQty > 20 ); $t : count(); $t > 2",
            "Line( orderedQty > 20, unitCost > 10 ); $t : count(); $t >= 2",
            "Line( orderedQty > 20 ); $t : count(); $t < 2",
            "Line( orderedQty > 2, orderedQty <= 20 ); $t : count(); $t == 3",
            "Line( orderedQty > 2, orderedQty != 5 ); $t : count(); $t != 2");

    @Test
    void what_a_total_would_need_is_enough() {
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < TOTALS.size(); i++) {
            rules.append(Folders.rule(
                    String.format(Locale.ROOT, "total-%02d", i),
                    "accumulate( " + TOTALS.get(i) + " )",
                    "effects.action(\"EXPEDITE\");"));
        }
        SortedMap<String, Integer> said = new TreeMap<>();
        try (DroolsRuleBook book =
                RuleFolder.compile(Folders.with("x.drl", rules.toString())).ruleBook()) {
            SampleOrders.generate(SEED)
                    .filter(order -> order.order().lines().size() <= 12)
                    .limit(ORDERS)
                    .forEach(order -> check(book, order, said));
        }
        System.out.printf(Locale.ROOT, "%d orders: what totals would need, by rule: %s%n", ORDERS, said);
        assertThat(said.keySet())
                .as("totals that say what they would need: %s", said)
                .hasSize(TOTALS.size());
    }

    private static void check(DroolsRuleBook book, OrderSnapshot order, SortedMap<String, Integer> said) {
        for (RuleTrace trace : book.evaluate(order, TraceLevel.FULL).rules()) {
            if (trace.firstFailing() != null) {
                for (WouldNeed need : trace.firstFailing().why().words().wouldNeed()) {
                    OrderSnapshot altered = AlteredOrder.of(order, need.path(), within(need.range()));
                    assertThat(verdict(book, altered, trace.ruleId().text()))
                            .as("seed %d, %s of %s: %s", SEED, trace.ruleId(), order.requestId(), trace.firstFailing())
                            .isEqualTo(Verdict.FIRED);
                    said.merge(trace.ruleId().text(), 1, Integer::sum);
                }
            }
        }
    }

    private static Verdict verdict(DroolsRuleBook book, OrderSnapshot order, String rule) {
        return book.evaluate(order, TraceLevel.FULL).rules().stream()
                .filter(trace -> trace.ruleId().text().equals(rule))
                .findFirst()
                .orElseThrow()
                .verdict();
    }

    private static Object within(WouldNeed.Range range) {
        return switch (range) {
            case WouldNeed.Range.Between between ->
                between.low() != null
                        ? near(between.low(), between.lowIncluded(), 1)
                        : near(Objects.requireNonNull(between.high()), between.highIncluded(), -1);
            case WouldNeed.Range.OneOf one -> one.values().get(0);
            case WouldNeed.Range.NoneOf none -> throw new AssertionError(none);
            case WouldNeed.Range.Present present -> throw new AssertionError(present);
            case WouldNeed.Range.Absent absent -> throw new AssertionError(absent);
        };
    }

    private static Object near(Object end, boolean isIncluded, int direction) {
        return switch (end) {
            case BigDecimal number -> isIncluded ? number : number.add(HAIR.multiply(BigDecimal.valueOf(direction)));
            case LocalDate date -> isIncluded ? date : date.plusDays(direction);
            default -> throw new AssertionError(end);
        };
    }
}
