package dev.docket.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.RuleCheck;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.ShippedRules;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class CaseReaderTest {
    private final SortedMap<String, byte[]> files = CaseReader.files(ShippedRules.FOLDER);

    private List<String> problems(String file, String text) {
        files.keySet().removeIf(name -> !name.startsWith(CaseReader.FIXTURES));
        files.put(file, text.getBytes(StandardCharsets.UTF_8));
        TreeSet<RuleProblem> found = new TreeSet<>();
        RuleCheck.cases(ShippedRules.compiled(), files, found);
        return found.stream().map(RuleProblem::toString).toList();
    }

    private List<String> problemsOfCase(String body) {
        return problems(
                "cases/a.yaml",
                "area: A\nasOf: 2026-03-02T10:00:00Z\ncases:\n  - name: a\n    says: A.\n    base: entry\n" + body);
    }

    @Test
    void a_case_that_is_fine_has_no_problem() {
        assertThat(problemsOfCase("    expect: { disposition: RELEASE }\n")).isEmpty();
    }

    @Test
    void an_unknown_path_is_reported_where_it_is_written() {
        assertThat(problemsOfCase(
                        "    with:\n      order.lines[0].lot.stats: X\n    expect: { disposition: RELEASE }\n"))
                .containsExactly(
                        "cases/a.yaml:8: DKT-130: order.lines[0].lot.stats is not a field of this object. Did you mean 'status'?");
    }

    @Test
    void a_wrong_value_within_a_map_is_reported_at_its_own_line() {
        assertThat(
                        problemsOfCase(
                                "    with:\n      screening:\n        status: CLEAR\n        screenedAt: yesterday\n    expect: { disposition: RELEASE }\n"))
                .singleElement()
                .asString()
                .startsWith("cases/a.yaml:10: DKT-130: screening.screenedAt ");
    }

    @Test
    void a_required_field_that_is_left_out_is_reported_at_the_case() {
        assertThat(problemsOfCase("    without: [order.orderId]\n    expect: { disposition: RELEASE }\n"))
                .singleElement()
                .asString()
                .contains("DKT-130: order.orderId is required");
    }

    @Test
    void a_field_that_is_not_there_cannot_be_left_out() {
        assertThat(problemsOfCase("    without: [screening.list]\n    expect: { disposition: RELEASE }\n"))
                .containsExactly("cases/a.yaml:7: DKT-120: 'screening.list' is not there, so it cannot be left out");
    }

    @Test
    void a_gap_in_a_list_is_reported() {
        assertThat(problemsOfCase(
                        "    with: { \"order.lines[7]\": { lineId: L8 } }\n    expect: { disposition: RELEASE }\n"))
                .containsExactly("cases/a.yaml:7: DKT-120: 'order.lines[7]' leaves a gap in the list");
    }

    @Test
    void an_exception_is_written_with_its_severity() {
        assertThat(problemsOfCase("    expect: { disposition: RELEASE, exceptions: [FIN-201] }\n"))
                .containsExactly(
                        "cases/a.yaml:7: DKT-120: 'FIN-201' is not code/severity, as FIN-201/4 or INV-401/3@L1");
    }

    @Test
    void two_cases_of_one_name_are_reported() {
        String again = """
                    expect: { disposition: RELEASE }
                  - name: a
                    says: A.
                    base: entry
                    expect: { disposition: RELEASE }
                """;
        assertThat(problemsOfCase(again))
                .containsExactly("cases/a.yaml:8: DKT-109: case 'a' stands already at cases/a.yaml:4");
    }

    @Test
    void a_fixture_that_rests_on_itself_is_reported() {
        assertThat(problemsOfCase("    expect: { disposition: RELEASE }\n")).isEmpty();
        assertThat(problems("cases/fixtures/entry.yaml", "says: A.\nbase: entry\n"))
                .isEmpty();
        assertThat(problemsOfCase("    expect: { disposition: RELEASE }\n"))
                .containsExactly("cases/fixtures/entry.yaml:2: DKT-120: fixture 'entry' rests on itself");
    }

    @Test
    void a_file_that_is_no_yaml_or_no_case_file_is_reported() {
        assertThat(problems("cases/a.yaml", "area: [")).first().asString().startsWith("cases/a.yaml:1: DKT-101: ");
        assertThat(problems("cases/a.yaml", "area: A\ncases: []\n"))
                .containsExactly(
                        "cases/a.yaml:1: DKT-120: a case file has 'area', 'asOf' and 'cases', not [area, cases]");
        assertThat(problems("cases/a.yaml", "? [a]\n: b\n")).first().asString().contains("DKT-120");
    }
}
