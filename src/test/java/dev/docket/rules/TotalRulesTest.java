package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WouldNeed;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.cases.CaseReader;
import dev.docket.rules.cases.PolicyCase;
import dev.docket.rules.cases.ShippedCases;
import dev.docket.sample.SampleOrders;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Totals over lines and lists: exact, three-valued, and the same as Drools' own accumulate in a session. */
class TotalRulesTest {
    private static final long SEED = 20_261_128;

    /** Two lines: 10 pieces at 20.05 each, and 3 at 100. */
    private static final String TWO_LINES = """
            area: Totals
            asOf: 2026-03-02T10:00:00Z
            cases:
              - name: two-lines
                says: Two lines.
                base: entry
                with:
                  order.lines[0].orderedQty: 10
                  order.lines[0].unitCost: 20.05
                  order.lines[1].lineId: L2
                  order.lines[1].itemId: SKU-2
                  order.lines[1].orderedQty: 3
                  order.lines[1].unitPrice: 1
                  order.lines[1].unitCost: 100
                expect: { disposition: REVIEW }
              - name: two-lines-one-open
                says: The price of the second line is absent.
                base: entry
                with:
                  order.lines[0].orderedQty: 10
                  order.lines[0].unitCost: 20.05
                  order.lines[1].lineId: L2
                  order.lines[1].itemId: SKU-2
                  order.lines[1].orderedQty: 3
                  order.lines[1].unitPrice: 1
                without: ["order.lines[1].unitCost"]
                expect: { disposition: REVIEW }
            """;

    private static final OrderSnapshot ORDER = order("two-lines");
    private static final OrderSnapshot OPEN = order("two-lines-one-open");

    @Test
    void totals_are_exact() {
        verdicts(ORDER, """
            Line( $q : orderedQty ); $sum : sum( $q ); $sum > 12                      | FIRED
            Line( $q : orderedQty ); $sum : sum( $q ); $sum > 13                      | NOT_MATCHED
            Line( $q : orderedQty ); $sum : sum( $q ); $sum >= 13, $sum < 14          | FIRED
            Line( $q : orderedQty ); $sum : sum( orderedQty ); 12 < $sum              | FIRED
            $l : Line(); $sum : sum( $l.orderedQty * $l.unitCost ); $sum == 500.50   | FIRED
            Line( orderedQty > 5, $q : orderedQty ); $sum : sum( $q ); $sum == 10     | FIRED
            Line(); $n : count(); $n == 2                                             | FIRED
            Line( orderedQty > 99 ); $n : count(); $n == 0                            | FIRED
            Line( orderedQty > 99, $q : orderedQty ); $sum : sum( $q ); $sum == 0     | FIRED
            Line( orderedQty > 99, $q : orderedQty ); $m : max( $q ); $m < 1000       | NOT_MATCHED
            Line( $p : unitCost ); $m : max( $p ); $m == 100                         | FIRED
            Line( $p : unitCost ); $m : min( $p ); $m == 20.05                       | FIRED
            Line( $q : orderedQty ); $a : average( $q ); $a == 6.5                    | FIRED
            Line( $q : orderedQty ); $a : average( $q ); $a > 6.5                     | NOT_MATCHED
            Line( $q : orderedQty ); $a : average( $q ); 6.4999999999 < $a            | FIRED
            Line( $q : orderedQty ); $sum : sum( $q ); $sum * 2 > 25 + 0              | FIRED
            $l : Line(); $sum : sum( $l.orderedQty * ($l.unitCost + 1) - 3 ); $sum == 507.50 | FIRED
            """);
    }

    @Test
    void one_absent_value_leaves_the_total_open_unless_its_line_does_not_count() {
        List<RuleTrace> traces = verdicts(OPEN, """
            Line( $p : unitCost ); $sum : sum( $p ); $sum > 1                    | NOT_EVALUATED
            Line( $p : unitCost ); $sum : sum( $p ); $sum < 1                    | NOT_EVALUATED
            Line( unitCost > 50 ); $n : count(); $n == 0                         | NOT_EVALUATED
            Line( orderedQty > 5, $p : unitCost ); $sum : sum( $p ); $sum > 1    | FIRED
            Line(); $n : count(); $n == 2                                         | FIRED
            """);
        assertThat(traces)
                .filteredOn(trace -> trace.verdict() == Verdict.NOT_EVALUATED)
                .hasSize(3)
                .allSatisfy(trace -> assertThat(trace.missing()).containsExactly("order.lines[1].unitCost"));
    }

    @Test
    void why_not_names_the_total_and_the_line_that_would_be_enough() {
        RuleTrace trace = trace(ORDER, "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); $sum > 1000 )");
        assertThat(failing(trace).why().words().because())
                .isEqualTo(
                        "sum of ordered qty over 2 of 2 Lines: sum 13 is not above 1,000; this condition would hold at ordered qty > 997");
        WouldNeed need = failing(trace).why().words().wouldNeed().get(0);
        assertThat(need.path()).isEqualTo("order.lines[0].orderedQty");
        assertThat(need.range()).hasToString("Between[low=997, lowIncluded=false, high=null, highIncluded=false]");
        assertThat(failing(trace(
                                ORDER,
                                "accumulate( Line( orderedQty > 99, $q : orderedQty ); $m : max( $q ); $m > 1 )"))
                        .why()
                        .words()
                        .because())
                .isEqualTo("max of ordered qty over 0 of 2 Lines: there is none");
        assertThat(failing(trace(ORDER, "accumulate( Line( $q : orderedQty ); $a : average( $q ); $a > 7 )"))
                        .why()
                        .words()
                        .because())
                .isEqualTo(
                        "average of ordered qty over 2 of 2 Lines: average 6.5 is not above 7; this condition would hold at ordered qty > 11");
    }

    /** The claim of the differential test, for totals: the same rules fire in an ordinary session, over every shipped case. */
    @Test
    void a_drools_session_fires_the_same() {
        List<String> totals = List.of(
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); $sum > 10 )",
                "accumulate( Line( availableQty < orderedQty, $p : unitCost ); $sum : sum( $p ); $sum >= 0 )",
                "accumulate( $l : Line( unitCost > 0 ); $sum : sum( $l.orderedQty * $l.unitCost ); $sum > 100 )",
                "accumulate( Line( availableQty < orderedQty ); $n : count(); $n > 0 )",
                "accumulate( Line( restockEta != null, $e : restockEta ); $m : max( $e ); $m > \"2026-03-01\" )",
                "accumulate( Line( $p : unitCost ); $a : average( $p ); $a > 50 )",
                "$o : Order()\naccumulate( Line( unitCost > 0, extendedPrice < $o.netAmount, $p : extendedPrice ); $m : min( $p ); $m > 10 )",
                "$c : Customer()\naccumulate( Licence( expiresOn > \"2026-01-01\" ) from $c.licences; $n : count(); $n > 0 )",
                "$o : Order( netAmount > 0 )\naccumulate( Line( orderedQty > 1, $q : orderedQty ); $sum : sum( $q ); $sum <= $o.netAmount )\nCredit( limit > 0 )");
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < totals.size(); i++) {
            rules.append(Folders.rule("total-" + i, totals.get(i), "effects.action(\"EXPEDITE\");"));
        }
        List<OrderSnapshot> orders = Stream.concat(
                        ShippedCases.all().stream().map(PolicyCase::order),
                        SampleOrders.generate(SEED)
                                .limit(2_000)
                                .map(sample -> sample.receivedAt(Instant.parse("2026-03-02T10:00:00Z"))))
                .toList();
        int fired = 0;
        int open = 0;
        try (DroolsRuleBook book =
                RuleFolder.compile(Folders.with("x.drl", rules.toString())).ruleBook()) {
            for (OrderSnapshot order : orders) {
                List<RuleTrace> traces = book.evaluate(order, TraceLevel.FULL).rules();
                Set<String> here = traces.stream()
                        .filter(trace -> trace.verdict() == Verdict.FIRED)
                        .map(trace -> trace.ruleId().text())
                        .collect(Collectors.toCollection(TreeSet::new));
                assertThat(traces).noneMatch(trace -> trace.verdict() == Verdict.ERROR);
                assertThat(DroolsSession.fired(book, book.parameters().on(order.asOfDate()), order, null))
                        .as("request %s", order.requestId())
                        .isEqualTo(here);
                fired += here.size();
                open += (int) traces.stream()
                        .filter(trace -> trace.verdict() == Verdict.NOT_EVALUATED)
                        .count();
            }
        }
        System.out.printf(
                Locale.ROOT,
                "%d totals over %d orders: %d fired, %d open%n",
                totals.size(),
                orders.size(),
                fired,
                open);
        assertThat(fired).isPositive();
        assertThat(open).isPositive();
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ) )|a total is compared with something",
                "accumulate( Line( $q : orderedQty ); $sum : collectList( $q ); $sum > 1 )|accumulate has sum, count, min, max and average, not 'collectList'",
                "accumulate( Line( $s : itemId ); $m : sum( $s ); $m > 1 )|sum of numbers: 'itemId' is text",
                "accumulate( Line( $q : orderedQty ); $a : average( $q ); $a * 2 > 1 )|an average stands alone on its side",
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); 5 > 1 )|behind an accumulate, $sum is compared",
                "accumulate( Line(); $n : count( orderedQty ); $n > 1 )|count takes nothing",
                "accumulate( Line(); $n : sum( parameters.amount(\"past-due-amount\") ); $n > 1 )|what is totalled is a field of Line",
                "Number( doubleValue > 3 ) from accumulate( Line( category == \"SEALS\" ), count(1) )|'from accumulate' is not allowed. accumulate is written accumulate( Line(",
                "not( accumulate( Line(); $n : count(); $n > 1 ) )|accumulate stands alone",
            })
    void what_is_not_allowed_is_named_with_the_allowed_way(String ruleAndMessage) {
        String[] parts = ruleAndMessage.split("\\|");
        RuleException refused =
                catchThrowableOfType(RuleException.class, () -> book(parts[0]).close());
        assertThat(refused).hasMessageContaining(parts[1]);
    }

    /** Holds the verdict of each total against the one behind it, all in one folder. */
    private static List<RuleTrace> verdicts(OrderSnapshot order, String table) {
        List<String[]> rows =
                table.lines().map(row -> row.strip().split("\\s+\\| ")).toList();
        StringBuilder rules = new StringBuilder(Folders.HEADER);
        for (int i = 0; i < rows.size(); i++) {
            rules.append(Folders.rule(
                    "t-" + (100 + i), "accumulate( " + rows.get(i)[0] + " )", "effects.action(\"EXPEDITE\");"));
        }
        try (DroolsRuleBook book =
                RuleFolder.compile(Folders.with("x.drl", rules.toString())).ruleBook()) {
            List<RuleTrace> traces = book.evaluate(order, TraceLevel.FULL).rules();
            for (int i = 0; i < rows.size(); i++) {
                assertThat(traces.get(i).verdict()).as(rows.get(i)[0]).isEqualTo(Verdict.valueOf(rows.get(i)[1]));
            }
            return traces;
        }
    }

    private static RuleTrace trace(OrderSnapshot order, String when) {
        try (DroolsRuleBook book = book(when)) {
            RuleTrace trace = book.evaluate(order, TraceLevel.FULL).rules().get(0);
            if (trace.firstFailing() != null) {
                failing(trace).why().words();
            }
            return trace;
        }
    }

    private static RuleTrace.FirstFailing failing(RuleTrace trace) {
        return Objects.requireNonNull(trace.firstFailing());
    }

    private static DroolsRuleBook book(String when) {
        return RuleFolder.compile(Folders.with(
                        "x.drl", Folders.HEADER + Folders.rule("one", when, "effects.action(\"EXPEDITE\");")))
                .ruleBook();
    }

    private static OrderSnapshot order(String name) {
        return read(TWO_LINES).stream()
                .filter(example -> example.name().equals(name))
                .findFirst()
                .orElseThrow()
                .order();
    }

    private static List<PolicyCase> read(String cases) {
        var files = CaseReader.files(ShippedRules.FOLDER);
        files.put("cases/totals.yaml", cases.getBytes(StandardCharsets.UTF_8));
        List<RuleProblem> found = new ArrayList<>();
        List<PolicyCase> read = RuleCheck.cases(ShippedRules.compiled(), files, found);
        assertThat(found).isEmpty();
        return read;
    }
}
