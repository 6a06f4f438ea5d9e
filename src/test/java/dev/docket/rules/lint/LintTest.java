package dev.docket.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.compile.KieCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lint finds, and what it must not find, beyond the examples of the documentation. */
class LintTest {
    private static final String EXPEDITE = "effects.action(\"EXPEDITE\");";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order( prepaidAmount < 0 )",
                "Order( revenue > 0 ) Order( revenue <= 0 )",
                "Order( version > 0 ) Order( 0 > version )",
                "Order( discountPct > parameters.amount(\"past-due-amount\"), discountPct < 0 + 0 )",
                "Customer( segment == Segment.A, segment != Segment.A )",
                "Customer( segment == Segment.A, segment in ( Segment.B, Segment.C ) )",
                "Order( taxExempt == true ) Order( taxExempt == false )",
                "Order( currency == \"EUR\" ) Order( currency == \"USD\" )",
                "Order( contractNo == null, contractNo == \"A\" )",
                "$o : Order() Credit( exposure + $o.netAmount > limit, limit >= $o.netAmount + exposure )",
                "Customer( segment == Segment.A ) ( Customer( segment == Segment.B ) or Customer( segment == Segment.C ) )",
                "exists Line( orderedQty > 0, orderedQty <= 0 )",
                "Credit( dunningLevel < parameters.count(\"dunning-level-high\"), dunningLevel >= parameters.count(\"dunning-level-high\") )",
                "$o : Order() Credit( exposure > limit - $o.netAmount ) Credit( exposure + $o.netAmount <= limit )",
                "Credit( oldestOverdueDays * 2 > 6, oldestOverdueDays < 4 )",
                "Credit( limit * 3 > exposure * 6, limit <= exposure + exposure )",
                "$r : OrderSnapshot() Credit( limitExpiresOn > $r.asOfDate, limitExpiresOn < $r.asOfDate.plusDays(parameters.days(\"past-due-days\")) ) "
                        + "Credit( limitExpiresOn > $r.asOfDate.plusDays(parameters.days(\"past-due-serious-days\")) )",
                "$r : OrderSnapshot() Credit( limitExpiresOn > $r.asOfDate ) Credit( limitExpiresOn.minusDays(parameters.days(\"terms-changed-days\")) < "
                        + "$r.asOfDate.minusDays(parameters.days(\"terms-changed-days\")) )",
                "Customer( segment != Segment.A, segment != Segment.B, segment != Segment.C )",
                "Order( taxExempt != true, taxExempt != false )",
                "Order( promisedDeliveryDate > \"2026-12-31\", promisedDeliveryDate < \"2026-01-01\" )",
                "Order( promisedDeliveryDate > \"2026-01-01\" ) Order( promisedDeliveryDate < \"2026-01-02\" )",
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); $sum > 10, 2 * $sum < 20 )",
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); $sum > 10 ) "
                        + "accumulate( Line( $p : orderedQty ); $other : sum( $p ); $other < 5 )",
                "accumulate( Line( orderedQty > 5 ); $n : count(); $n < 0 )",
                "accumulate( Line(); $n : count(); $n > 3, $n < 4 )",
            })
    void a_contradiction_never_fires(String when) {
        assertThat(codes(Folders.rule("one", when, EXPEDITE))).contains("DKT-203");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Order( netAmount <= 0 )",
                "Order( netAmount < 0 )",
                "Credit( exposure < 0 )",
                "accumulate( Line( $p : unitPrice ); $sum : sum( $p ); $sum < 0 )",
                "accumulate( Line( $q : orderedQty ); $sum : sum( $q ); $sum > 10 ) "
                        + "accumulate( Line( orderedQty < 9, $p : orderedQty ); $other : sum( $p ); $other < 5 )",
                "Order( netAmount > 0 ) Order( grossAmount <= 0 )",
                "Order( netAmount - grossAmount < 0 )",
                "Customer( segment == Segment.A ) ( Customer( segment == Segment.B ) or Order( netAmount > 0 ) )",
                "Line( orderedQty > availableQty ) exists Line( orderedQty <= availableQty )",
                "Line( orderedQty > availableQty ) not Line( orderedQty > availableQty )",
                "Credit( oldestOverdueDays * 2 > 5, oldestOverdueDays < 4 )",
                "Customer( segment != Segment.A, segment != Segment.B )",
                "$o : Order() Credit( exposure > limit - $o.netAmount ) Credit( exposure - $o.netAmount <= limit )",
                "Line( unitPrice * orderedQty > 9, unitPrice * 2 <= 9 )",
                "Order( contractNo == null ) ( Order( taxExempt == true ) or Order( taxExempt == false ) )",
                "Order( promisedDeliveryDate > \"2026-01-01\", promisedDeliveryDate < \"2026-12-31\" )",
            })
    void what_can_hold_is_not_reported(String when) {
        assertThat(codes(Folders.rule("one", when, EXPEDITE))).doesNotContain("DKT-203");
    }

    @Test
    void a_rule_that_a_later_parameter_makes_possible_is_not_reported() {
        String rule = Folders.rule(
                "one",
                "Order( discountPct > parameters.percent(\"low\"), discountPct < parameters.percent(\"high\") )",
                EXPEDITE);
        String parameters = """
                low: { unit: percent, value: 50, range: [0, 100], owner: A, says: b }
                high: { unit: percent, value: 40, range: [0, 100], owner: A, says: b%s }
                """;
        assertThat(codes(rule, parameters.formatted(""))).contains("DKT-203");
        assertThat(codes(rule, parameters.formatted(", changes: [ { from: 2030-01-01, value: 60 } ]")))
                .doesNotContain("DKT-203");
    }

    @Test
    void a_narrower_number_is_shadowed_by_a_wider_one() {
        String wide = Folders.rule("wide", "Order( netAmount > parameters.amount(\"avs-mismatch-amount\") )", EXPEDITE);
        String narrow = Folders.rule(
                "narrow", "Order( netAmount > parameters.amount(\"ambiguous-address-amount\") )", EXPEDITE);
        assertThat(Lint.check(Folders.with("a.drl", Folders.HEADER + wide + narrow)))
                .filteredOn(problem -> problem.code() == ErrorCode.SHADOWED_RULE)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message())
                        .startsWith("rule 'narrow' adds nothing to rule 'wide' (a.drl:6)"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order( netAmount > grossAmount + 0 ) | Order( grossAmount - netAmount < 0 )",
                "$o : Order() Credit( exposure + $o.netAmount > limit ) | $a : Order() Credit( $a.netAmount > limit - exposure )",
                "Credit( oldestOverdueDays >= 31 ) | Credit( oldestOverdueDays > parameters.days(\"past-due-days\") )",
                "Customer( segment in ( Segment.A, Segment.B ) ) | Customer( segment != Segment.C )",
                "Order( taxExempt == true ) | Order( taxExempt != false )",
                "Order( netAmount * 2 > 10 ) | Order( netAmount > 5, netAmount > 3 )",
                "accumulate( Line( $q : orderedQty ); $s : sum( $q ); $s * 2 > 20 ) | accumulate( $l : Line(); $t : sum( $l.orderedQty ); 10 < $t )",
                "Order( promisedDeliveryDate > \"2026-01-01\" ) | Order( promisedDeliveryDate.minusDays(parameters.days(\"past-due-days\")) >= \"2025-12-03\" )",
            })
    void the_same_condition_said_otherwise_is_reported(String one, String other) {
        assertThat(codes(Folders.rule("one", one, EXPEDITE)
                        + Folders.rule("other", other, "effects.action(\"REPRICE\");")))
                .contains("DKT-204");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Order( netAmount >= 5 ) | Order( netAmount > 5 )",
                "Credit( oldestOverdueDays > 30 ) | Credit( oldestOverdueDays > 31 )",
                "Customer( segment in ( Segment.A, Segment.B ) ) | Customer( segment != Segment.B )",
                "Order( netAmount > grossAmount ) | Order( grossAmount > netAmount )",
                "Order( netAmount > 5 ) | exists Line( orderedQty > 5 ) Order( netAmount > 5 )",
                "Order( contractNo == null ) | Order( contractNo != null )",
                "Order( netAmount - netAmount < 5 ) | Credit( limit - limit < 5 )",
                "accumulate( Line( $q : orderedQty ); $s : sum( $q ); $s > 20 ) | accumulate( Line( $q : orderedQty ); $s : max( $q ); $s > 20 )",
                "accumulate( Line( orderedQty > 1 ); $n : count(); $n > 2 ) | accumulate( Line( orderedQty > 2 ); $n : count(); $n > 2 )",
            })
    void what_differs_by_a_little_is_not_the_same(String one, String other) {
        assertThat(codes(Folders.rule("one", one, EXPEDITE)
                        + Folders.rule("other", other, "effects.action(\"REPRICE\");")))
                .doesNotContain("DKT-204");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "$o : Order() Credit( exposure > limit - $o.netAmount ) | $o : Order() Credit( exposure + $o.netAmount > limit + 10 )",
                "Customer( segment != Segment.C ) | Customer( segment == Segment.B )",
                "Customer( segment in ( Segment.A, Segment.B ) ) | Customer( segment == Segment.B )",
                "ShipTo( country memberOf parameters.texts(\"embargoed-countries\") ) | ShipTo( country == \"CU\" )",
                "accumulate( Line( $q : orderedQty ); $s : sum( $q ); $s > 10 ) | accumulate( Line( $q : orderedQty ); $s : sum( $q ); $s > 20 )",
            })
    void a_wider_condition_said_otherwise_shadows(String wide, String narrow) {
        assertThat(codes(Folders.rule("wide", wide, EXPEDITE) + Folders.rule("narrow", narrow, EXPEDITE)))
                .contains("DKT-205");
    }

    @Test
    void rules_that_hold_on_different_days_are_not_duplicates() {
        String before = dated("before", "Order( netAmount > 5 )", "@until( \"2026-12-31\" )");
        String after = dated("after", "Order( netAmount > 5 )", "@from( \"2027-01-01\" )");
        String always = dated("always", "Order( netAmount > 5 )", "").replace(EXPEDITE, "effects.action(\"REPRICE\");");
        assertThat(codes(before + after)).doesNotContain("DKT-204", "DKT-205");
        assertThat(Lint.check(Folders.with("a.drl", Folders.HEADER + before + after + always)))
                .filteredOn(problem -> problem.code() == ErrorCode.SAME_CONDITIONS)
                .extracting(RuleProblem::message)
                .singleElement()
                .asString()
                .startsWith("rule 'always' has the conditions of rule 'before'");
    }

    @Test
    void a_rule_is_shadowed_by_one_that_holds_on_all_of_its_days() {
        String wide = dated("wide", "Order( netAmount > 5 )", "@from( \"2026-01-01\" )");
        String within = dated("within", "Order( netAmount > 9 )", "@from( \"2026-06-01\" ) @until( \"2026-12-31\" )");
        String beyond = dated("beyond", "Order( netAmount > 9 )", "@from( \"2025-06-01\" )");
        assertThat(codes(wide + within)).contains("DKT-205");
        assertThat(codes(wide + beyond)).doesNotContain("DKT-205");
    }

    @Test
    void only_the_days_on_which_a_rule_holds_count() {
        String when = "Order( discountPct > parameters.percent(\"low\"), discountPct < parameters.percent(\"high\") )";
        String parameters = """
                low: { unit: percent, value: 50, range: [0, 100], owner: A, says: b }
                high: { unit: percent, value: 40, range: [0, 100], owner: A, says: b, changes: [ { from: 2030-01-01, value: 60 } ] }
                """;
        assertThat(codes(dated("one", when, "@until( \"2029-12-31\" )"), parameters))
                .contains("DKT-203");
        assertThat(codes(dated("one", when, "@until( \"2030-01-01\" )"), parameters))
                .doesNotContain("DKT-203");
    }

    private static String dated(String id, String when, String days) {
        return Folders.rule(id, when, EXPEDITE).replace("when\n", "  " + days + "\nwhen\n");
    }

    @Test
    void a_field_without_brackets_in_then_is_refused_with_advice() {
        String rule = Folders.rule(
                "one", "$l : Line( availableQty > 0 )", "effects.action(\"REPRICE\", \"qty\", $l.availableQty);");
        assertThat(Lint.check(Folders.with("a.drl", Folders.HEADER + rule)))
                .filteredOn(problem -> problem.code() == ErrorCode.EFFECT)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).endsWith("Maybe $l.availableQty()?"));
    }

    @Test
    void a_waiver_where_nothing_is_raised_is_a_dead_checkpoint() {
        String raises = Folders.rule("raises", "Credit( limit > 0 )", "effects.exception(\"FIN-201\", 4);")
                .replace("ENTRY, ", "");
        String waives = Folders.rule("waives", "Customer( segment == Segment.A )", "effects.waive(\"FIN-201\");");
        assertThat(Lint.check(Folders.with("a.drl", Folders.HEADER + raises + waives)))
                .filteredOn(problem -> problem.code() == ErrorCode.DEAD_CHECKPOINT)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("at ENTRY"));
    }

    @Test
    void errors_and_lint_are_reported_together_and_nothing_is_compiled() {
        long before = KieCompiler.builds();
        String broken = Folders.rule(
                "broken", "Credit( limt > parameters.amount(\"past-due-amount\") )", "effects.approval(\"EHS\");");
        String number = Folders.rule("number", "Order( netAmount > 5 )", EXPEDITE);
        SortedMap<String, byte[]> files = Folders.with("a.drl", Folders.HEADER + broken + number);
        List<RuleProblem> problems = Lint.check(files);
        assertThat(problems).extracting(RuleProblem::code).contains(ErrorCode.UNKNOWN_FIELD, ErrorCode.LITERAL_NUMBER);
        assertThat(problems)
                .extracting(RuleProblem::message)
                .as("what the broken rule mentions is not unused")
                .noneMatch(message -> message.contains("'past-due-amount'") || message.contains("role EHS"));
        assertThat(KieCompiler.builds()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"DKT-201", "DKT-201:", "DKT-105: I know better", "because", "DKT-201: a; DKT-999: b"})
    void a_suppression_without_a_lint_code_and_a_reason_is_refused(String text) {
        String rule = Folders.rule("one", "Order( netAmount > 5 )", EXPEDITE)
                .replace("when\n", "  @suppress( \"" + text + "\" )\nwhen\n");
        assertThat(codes(rule)).contains("DKT-107");
    }

    @Test
    void a_thousand_rules_that_shadow_each_other_are_reported_in_seconds() {
        SortedMap<String, byte[]> files = Folders.data();
        for (int file = 0; file < 5; file++) {
            StringBuilder rules = new StringBuilder(Folders.HEADER);
            for (int i = 0; i < 200; i++) {
                rules.append(Folders.rule(
                        String.format(Locale.ROOT, "r-%d-%d", file, i),
                        String.format(Locale.ROOT, "Order( netAmount > %d )", file * 200 + i),
                        EXPEDITE));
            }
            files.put(
                    String.format(Locale.ROOT, "many-%d.drl", file),
                    rules.toString().getBytes(StandardCharsets.UTF_8));
        }
        long start = System.nanoTime();
        assertThat(Lint.check(files))
                .filteredOn(problem -> problem.code() == ErrorCode.SHADOWED_RULE)
                .hasSize(999);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(30));
    }

    private static List<String> codes(String rule) {
        return codes(rule, "");
    }

    private static List<String> codes(String rule, String parameters) {
        SortedMap<String, byte[]> files = Folders.with("a.drl", Folders.HEADER + rule);
        files.merge("parameters.yaml", parameters.getBytes(StandardCharsets.UTF_8), (before, added) -> (new String(
                                before, StandardCharsets.UTF_8)
                        + parameters)
                .getBytes(StandardCharsets.UTF_8));
        return Lint.check(files).stream()
                .map(problem -> problem.code().toString())
                .toList();
    }
}
