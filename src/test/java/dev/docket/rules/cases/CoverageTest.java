package dev.docket.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Decider;
import dev.docket.rules.CompiledRules;
import dev.docket.rules.ErrorCode;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.ShippedRules;
import java.util.List;
import org.junit.jupiter.api.Test;

class CoverageTest {
    private final RuleFolder folder = ShippedRules.compiled();

    @Test
    void every_shipped_rule_has_its_cases_every_condition_matters_and_every_threshold_is_tried_on_both_sides() {
        Coverage.Result coverage = measured(ShippedCases.all());
        assertThat(coverage.failures()).isEmpty();
        assertThat(coverage.findings()).isEmpty();
    }

    @Test
    void without_cases_every_rule_is_reported() {
        Coverage.Result coverage = measured(List.of());
        assertThat(coverage.failures())
                .hasSameSizeAs(CompiledRules.of(folder))
                .allSatisfy(problem -> assertThat(problem.code()).isEqualTo(ErrorCode.NO_CASE));
    }

    @Test
    void without_the_case_on_the_threshold_the_threshold_is_reported() {
        List<PolicyCase> without = ShippedCases.all().stream()
                .filter(example -> !example.name().startsWith("dunning-level-high-not"))
                .toList();
        assertThat(measured(without).findings())
                .extracting(RuleProblem::message)
                .anySatisfy(message -> assertThat(message)
                        .contains("dunning-level-high", "just across the threshold")
                        .contains("dunningLevel >= parameters.count(\"dunning-level-high\")"));
    }

    private Coverage.Result measured(List<PolicyCase> cases) {
        return new Coverage(
                        CompiledRules.of(folder),
                        CompiledRules.parametersOf(folder),
                        cases,
                        order -> Decider.standing(folder.ruleBook(), order, folder.taxonomy(), folder.actions()))
                .measure();
    }
}
