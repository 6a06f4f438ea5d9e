package dev.docket.rules;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.cases.PolicyCase;
import dev.docket.rules.cases.ShippedCases;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What rules say of texts and dates, and from when and until when they hold. */
class TextAndDateRulesTest {
    /** An order of the fixtures: its purchase order number and its dates are as below. */
    private static final OrderSnapshot ORDER = order(example -> example.name().contains("plain"));

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            orderId str[startsWith] "SO-"              | true
            orderId str[startsWith] "so-"              | false
            orderId.startsWith("SO-")                  | true
            orderId str[endsWith] "1"                  | true
            orderId not str[endsWith] "1"              | false
            orderId contains "O-"                      | true
            orderId not contains "O-"                  | false
            orderId matches "SO-[0-9]+"                | true
            orderId matches "[0-9]+"                   | false
            orderId not matches "(x+x+)+y"             | true
            requestedDeliveryDate > "2026-03-01"       | true
            requestedDeliveryDate <= "2026-03-01"      | false
            "2026-03-01" < requestedDeliveryDate       | true
            """)
    void texts_and_dates_are_compared(String condition, boolean fires) {
        assertThat(verdict("Order( " + condition + " )")).isEqualTo(fires ? Verdict.FIRED : Verdict.NOT_MATCHED);
    }

    @Test
    void an_absent_text_is_neither() {
        OrderSnapshot without = order(example -> example.order().order().contractNo() == null);
        for (String condition : List.of("contractNo contains \"A\"", "contractNo not matches \"A.*\"")) {
            assertThat(trace(without, "", "Order( " + condition + " )").verdict())
                    .isEqualTo(Verdict.NOT_EVALUATED);
        }
    }

    @Test
    void why_not_says_what_the_text_is() {
        RuleTrace trace = trace("", "Order( orderId str[startsWith] \"WEB\" )");
        assertThat(because(trace))
                .isEqualTo("order id \"%s\" does not begin with \"WEB\""
                        .formatted(ORDER.order().orderId()));
        assertThat(because(trace("", "Order( orderId not contains \"O-\" )")))
                .isEqualTo("order id \"%s\" contains \"O-\""
                        .formatted(ORDER.order().orderId()));
    }

    @Test
    void a_rule_holds_from_its_first_day_to_its_last_and_says_so_on_others() {
        LocalDate day = ORDER.asOfDate();
        String always = "Order( netAmount >= 0 )";
        assertThat(trace("@from( \"%s\" ) @until( \"%s\" )".formatted(day, day), always)
                        .verdict())
                .isEqualTo(Verdict.FIRED);
        RuleTrace early = trace("@from( \"%s\" )".formatted(day.plusDays(1)), always);
        assertThat(early.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(because(early))
                .isEqualTo("%s is before %s, from when the rule holds".formatted(day, day.plusDays(1)));
        RuleTrace late = trace("@until( \"%s\" )".formatted(day.minusDays(1)), always);
        assertThat(late.verdict()).isEqualTo(Verdict.NOT_APPLICABLE);
        assertThat(requireNonNull(late.firstFailing()).condition())
                .isEqualTo("@until( \"%s\" )".formatted(day.minusDays(1)));
        assertThat(because(late))
                .isEqualTo("%s is after %s, until when the rule held".formatted(day, day.minusDays(1)));
    }

    @Test
    void people_see_from_when_and_until_when_a_rule_holds() {
        try (DroolsRuleBook book =
                book("@from( \"2026-01-01\" ) @until( \"2026-12-31\" )", "Order( netAmount >= 0 )")) {
            RuleDescription rule = book.descriptions().get(0);
            assertThat(List.of(rule.validFrom(), rule.validUntil()))
                    .containsExactly(LocalDate.parse("2026-01-01"), LocalDate.parse("2026-12-31"));
        }
    }

    private static Verdict verdict(String when) {
        return trace("", when).verdict();
    }

    private static RuleTrace trace(String annotations, String when) {
        return trace(ORDER, annotations, when);
    }

    private static RuleTrace trace(OrderSnapshot order, String annotations, String when) {
        try (DroolsRuleBook book = book(annotations, when)) {
            RuleTrace trace = book.evaluate(order, TraceLevel.FULL).rules().get(0);
            if (trace.firstFailing() != null) {
                trace.firstFailing().why().words();
            }
            return trace;
        }
    }

    private static String because(RuleTrace trace) {
        return requireNonNull(requireNonNull(trace.firstFailing()).why())
                .words()
                .because();
    }

    private static DroolsRuleBook book(String annotations, String when) {
        String rule =
                Folders.rule("one", when, "effects.action(\"EXPEDITE\");").replace("when\n", annotations + "\nwhen\n");
        return RuleFolder.compile(Folders.with("x.drl", Folders.HEADER + rule)).ruleBook();
    }

    private static OrderSnapshot order(Predicate<PolicyCase> wanted) {
        return ShippedCases.all().stream()
                .filter(wanted)
                .findFirst()
                .orElseThrow()
                .order();
    }
}
