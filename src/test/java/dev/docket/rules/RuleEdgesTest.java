package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.fixture.AlteredOrder;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.cases.ShippedCases;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What rules may say and the shipped ones do not. */
class RuleEdgesTest {
    private static final OrderSnapshot ORDER = AlteredOrder.of(
            ShippedCases.all().stream()
                    .filter(example -> example.name().equals("plain-order-at-entry"))
                    .findFirst()
                    .orElseThrow()
                    .order(),
            "order.netAmount",
            new BigDecimal("500"));

    @Test
    void exists_and_not_look_at_the_one_fact_of_a_type() {
        List<RuleTrace> traces = traces(
                "exists Order( netAmount > 400 )",
                "exists Order( netAmount > 600 )",
                "not Order( netAmount > 600 )",
                "not Order( netAmount > 400 )",
                "exists OrderSnapshot( customer != null )",
                "not Order( netAmount > 400 ) Line( orderedQty > 0 )");
        assertThat(traces)
                .extracting(RuleTrace::verdict)
                .startsWith(
                        Verdict.FIRED,
                        Verdict.NOT_MATCHED,
                        Verdict.FIRED,
                        Verdict.NOT_MATCHED,
                        Verdict.FIRED,
                        Verdict.NOT_MATCHED);
        assertThat(because(traces.get(1)))
                .isEqualTo("net amount 500 is not above 600; it would fire at net amount > 600");
        assertThat(because(traces.get(3))).isEqualTo("Order is one, and there must be none");
    }

    @Test
    void exists_and_not_of_one_fact_are_the_same_in_a_drools_session() {
        try (DroolsRuleBook book = book(
                "exists Order( netAmount > 400 )",
                "not Order( netAmount > 600 )",
                "not Order( netAmount > 2000, taxExempt == true )",
                "exists OrderSnapshot( shipToRegion != null ) Line( orderedQty > 2 )")) {
            ShippedCases.all().forEach(example -> {
                OrderSnapshot order = example.order();
                Set<String> fired = book.evaluate(order, TraceLevel.FIRED).rules().stream()
                        .filter(trace -> trace.verdict() == Verdict.FIRED)
                        .map(trace -> trace.ruleId()
                                + (trace.line() == null
                                        ? ""
                                        : "/" + trace.line().lineId()))
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(DroolsSession.fired(book, book.parameters().on(order.asOfDate()), order, null))
                        .as(example.name())
                        .isEqualTo(fired);
            });
        }
    }

    @Test
    void a_fact_that_is_absent_leaves_exists_and_not_open() {
        OrderSnapshot withoutCredit = AlteredOrder.of(ORDER, "customer.credit", null);
        assertThat(traces(withoutCredit, "exists Credit( limit > 1 )", "not Credit( limit > 1 )"))
                .extracting(RuleTrace::verdict)
                .containsExactly(Verdict.NOT_EVALUATED, Verdict.NOT_EVALUATED);
    }

    /** The second condition was not reached when the rule was evaluated, and would divide by zero. */
    @Test
    void why_not_does_not_fail_where_another_condition_would() {
        RuleTrace trace = traces("Order( netAmount > 600, netAmount % (netAmount - netAmount) > 1, netAmount > 7 )")
                .get(0);
        assertThat(trace.verdict()).isEqualTo(Verdict.NOT_MATCHED);
        assertThat(because(trace))
                .isEqualTo("net amount 500 is not above 600; this condition would hold at net amount > 600");
        RuleTrace other = traces("Order( netAmount > 600 ) Line( orderedQty % (orderedQty - orderedQty) > 1 )")
                .get(0);
        assertThat(because(other))
                .isEqualTo("net amount 500 is not above 600; this condition would hold at net amount > 600");
    }

    private static String because(RuleTrace trace) {
        return Objects.requireNonNull(trace.firstFailing()).why().words().because();
    }

    private static List<RuleTrace> traces(String... whens) {
        return traces(ORDER, whens);
    }

    private static List<RuleTrace> traces(OrderSnapshot order, String... whens) {
        try (DroolsRuleBook book = book(whens)) {
            List<RuleTrace> traces = book.evaluate(order, TraceLevel.FULL).rules();
            traces.stream().filter(trace -> trace.firstFailing() != null).forEach(RuleEdgesTest::because);
            return traces;
        }
    }

    private static DroolsRuleBook book(String... whens) {
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < whens.length; i++) {
            rules.append(Folders.rule("edge-" + i, whens[i], "effects.action(\"EXPEDITE\");"));
        }
        return RuleFolder.compile(Folders.with("x.drl", rules.toString())).ruleBook();
    }
}
