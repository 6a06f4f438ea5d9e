package dev.docket.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Opinion;
import dev.docket.rules.DroolsRuleBook;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import java.nio.charset.StandardCharsets;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;

class FailingRuleTest {
    @Test
    void a_rule_that_throws_is_an_error_in_the_trace_and_the_other_rules_still_run() {
        SortedMap<String, byte[]> files = RuleFolder.read(ShippedRules.FOLDER);
        String order = new String(files.getOrDefault("order.drl", new byte[0]), StandardCharsets.UTF_8);
        // without the guard a pack multiple of zero divides by zero
        files.put("order.drl", order.replace("packMultiple > 0, ", "").getBytes(StandardCharsets.UTF_8));
        PolicyCase noPacks = ShippedCases.all().stream()
                .filter(example -> example.name().equals("pack-multiple-mismatch-not-no-packs"))
                .findFirst()
                .orElseThrow();
        RuleFolder folder = RuleFolder.compile(files);
        try (DroolsRuleBook book = folder.ruleBook()) {
            Decision decision = new Decider(
                            book, any -> new Opinion.Abstained(null, "none"), folder.taxonomy(), folder.actions())
                    .decide(noPacks.order(), TraceLevel.FULL);
            assertThat(decision.recommendation().disposition()).isEqualTo(Disposition.REVIEW);
            assertThat(decision.trace().rules())
                    .filteredOn(trace -> trace.verdict() == Verdict.ERROR)
                    .extracting(RuleTrace::ruleId)
                    .containsExactly(new RuleId("pack-multiple-mismatch"));
            assertThat(decision.trace().rules())
                    .filteredOn(trace -> trace.verdict() == Verdict.NOT_MATCHED)
                    .hasSizeGreaterThan(40);
        }
    }
}
