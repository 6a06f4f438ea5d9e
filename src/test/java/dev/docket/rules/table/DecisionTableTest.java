package dev.docket.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyChange;
import dev.docket.bundle.diff.PolicyDiff;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import dev.docket.rules.cases.CaseReader;
import dev.docket.rules.cases.PolicyCase;
import dev.docket.rules.lint.Lint;
import dev.docket.rules.read.ParsedFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Decision tables: the example of the documentation, as CSV and as a workbook, and mistakes in it. */
class DecisionTableTest {
    private static final Path EXAMPLE = Path.of("docs/examples/decision-tables");
    private static final String DISCOUNTS = "discount-authority.csv";

    @TempDir
    private Path folder;

    private final SortedMap<String, byte[]> rules = RuleFolder.read(EXAMPLE);
    private final SortedMap<String, byte[]> cases = CaseReader.files(EXAMPLE);

    @Test
    void the_example_passes_the_check_with_every_row_and_every_threshold_proved_by_cases() {
        RuleCheck.Result result = RuleCheck.of(rules, cases);
        assertThat(result.problems()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.rules()).isEqualTo(7);
    }

    @Test
    void a_workbook_with_the_same_cells_decides_the_same_cases() throws IOException {
        asWorkbook();
        RuleCheck.Result result = RuleCheck.of(rules, cases);
        assertThat(result.problems()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.rules()).isEqualTo(7);
    }

    @Test
    void a_rule_of_a_table_has_its_cell_as_source_and_the_row_as_drl() throws IOException {
        asWorkbook();
        RuleDescription rule = description("discount-c-vp");
        assertThat(rule.source()).isEqualTo("discount-authority.xlsx:Discount authority!A14");
        assertThat(rule.owner()).isEqualTo("SALES_MANAGEMENT");
        assertThat(rule.policy()).isEqualTo("Above 7.5 % for a C customer the head of sales agrees.");
        assertThat(rule.conditions()).containsExactly("segment == Segment.C", "discountPct > 7.5");
        assertThat(rule.approvals()).containsExactly("VP_SALES");
        assertThat(rule.text()).contains("Order(discountPct > 7.5)").doesNotContain("/*");
    }

    @Test
    void the_trace_names_the_cell_and_the_first_condition_that_fails() {
        RuleFolder compiled = RuleFolder.compile(rules);
        try (DroolsRuleBook book = compiled.ruleBook()) {
            PolicyCase example = RuleCheck.cases(compiled, cases, new ArrayList<>()).stream()
                    .filter(one -> one.name().equals("discount-b-vp"))
                    .findFirst()
                    .orElseThrow();
            List<RuleTrace> trace =
                    book.evaluate(example.order(), TraceLevel.FULL).rules();
            assertThat(trace)
                    .filteredOn(rule -> rule.verdict() == Verdict.FIRED)
                    .singleElement()
                    .satisfies(rule -> assertThat(rule.source()).isEqualTo("discount-authority.csv:A13"));
        }
    }

    @Test
    void every_mistake_is_reported_at_its_cell() {
        edit("discount-a-vp,A,30", "discount-a-vp,AA,30");
        edit("discount-b-manager,B,10", "discount-b-manager,B,ten");
        edit("25,\"FIN-208, 2\",REQUEST_APPROVAL", "25,\"FIN-208, 2\",REQUEST_APROVAL");
        edit(
                "\"FIN-208, 4\",REQUEST_APPROVAL,VP_SALES,Above 7.5",
                "\"FIN-208, 9\",REQUEST_APPROVAL,VP_SALES,Above 7.5");
        assertThat(problems())
                .containsExactly(
                        "discount-authority.csv:11: DKT-110: cell B11: Segment has no value 'AA'; it has A, B, C. Did you mean 'A'?",
                        "discount-authority.csv:12: DKT-103: cell C12: unknown field 'ten' of Order.",
                        "discount-authority.csv:12: DKT-110: cell F12: unknown action 'REQUEST_APROVAL'. Did you mean 'REQUEST_APPROVAL'?",
                        "discount-authority.csv:14: DKT-108: cell E14: exception wants a severity of 1 (info) to 5 (stop)");
    }

    @Test
    void a_mistake_in_a_snippet_or_a_fact_is_reported_once_and_not_in_every_row() {
        edit("discountPct > $param", "discountPc > $param");
        edit(",Customer,", ",Custmer,");
        assertThat(problems())
                .containsExactly(
                        "discount-authority.csv:7: DKT-102: cell B7: unknown fact 'Custmer'. Did you mean 'Customer'?",
                        "discount-authority.csv:10: DKT-103: cell C10 and 4 more of column C: unknown field 'discountPc' of Order. Did you mean 'discountPct'?");
    }

    @Test
    void a_mistake_in_a_workbook_names_the_sheet() throws IOException {
        edit("discount-a-vp,A,30", "discount-a-vp,AA,30");
        asWorkbook();
        assertThat(problems())
                .singleElement()
                .asString()
                .startsWith("discount-authority.xlsx:11: DKT-110: cell Discount authority!B11: ");
    }

    @Test
    void a_number_in_a_cell_is_policy_but_one_in_a_snippet_is_not() {
        assertThat(lint()).isEmpty();
        edit("discountPct <= $param", "discountPct + 1 <= $param");
        assertThat(lint()).hasSize(2).allSatisfy(problem -> assertThat(problem)
                .contains("DKT-201", "has the number 1 in"));
    }

    @Test
    void a_number_that_its_field_cannot_have_is_refused() {
        edit("discount-c-vp,C,7.5", "discount-c-vp,C,120");
        assertThat(problems())
                .containsExactly(
                        "discount-authority.csv:14: DKT-115: cell C14: 120 is outside of 0..100, the range of 'discountPct'");
    }

    @Test
    void a_cell_that_changes_makes_another_bundle_and_is_described_as_policy() throws IOException {
        try (LoadedBundle before = bundle("before")) {
            edit("discount-c-vp,C,7.5", "discount-c-vp,C,8");
            try (LoadedBundle after = bundle("after")) {
                assertThat(after.bundle().id().digest())
                        .isNotEqualTo(before.bundle().id().digest());
                assertThat(PolicyDiff.between(before, after))
                        .extracting(PolicyChange::says)
                        .containsExactly("rule discount-c-vp: condition 'discountPct > 7.5' becomes 'discountPct > 8'");
            }
        }
    }

    @Test
    void a_workbook_that_somebody_has_open_does_not_matter_but_one_of_the_old_kind_is_not_passed_over()
            throws IOException {
        Files.writeString(folder.resolve("~$limits.xlsx"), "somebody");
        Files.writeString(folder.resolve("limits.xls"), "old");
        assertThat(RuleFolder.read(folder)).containsOnlyKeys("limits.xls");
    }

    private LoadedBundle bundle(String name) throws IOException {
        Path target = Files.createDirectories(folder.resolve(name));
        for (var file : rules.entrySet()) {
            Files.write(target.resolve(file.getKey()), file.getValue());
        }
        return BundleLoader.load(BundleFolder.of(target, null));
    }

    private RuleDescription description(String id) {
        RuleFolder compiled = RuleFolder.compile(rules);
        try (DroolsRuleBook book = compiled.ruleBook()) {
            return book.descriptions().stream()
                    .filter(rule -> rule.ruleId().text().equals(id))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private void asWorkbook() {
        rules.put("discount-authority.xlsx", Workbooks.of("Discount authority", text(DISCOUNTS), sheet -> {}));
        rules.remove(DISCOUNTS);
    }

    private void edit(String right, String wrong) {
        assertThat(text(DISCOUNTS)).contains(right);
        rules.put(DISCOUNTS, text(DISCOUNTS).replace(right, wrong).getBytes(StandardCharsets.UTF_8));
    }

    private String text(String name) {
        return new String(rules.getOrDefault(name, new byte[0]), StandardCharsets.UTF_8);
    }

    private List<String> problems() {
        return ParsedFolder.read(new TreeMap<>(rules)).problems().stream()
                .map(RuleProblem::toString)
                .toList();
    }

    private List<String> lint() {
        return Lint.check(rules).stream()
                .filter(problem -> problem.severity() == Severity.WARNING)
                .map(RuleProblem::toString)
                .toList();
    }
}
