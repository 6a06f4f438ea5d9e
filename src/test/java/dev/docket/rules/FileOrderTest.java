package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.sample.SampleOrders;
import java.util.List;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class FileOrderTest {
    private static final long SEED = 7;

    @Test
    void the_order_of_rule_files_does_not_matter() {
        try (DroolsRuleBook shuffled = RuleFolder.compile(renamed()).ruleBook()) {
            DroolsRuleBook shipped = ShippedRules.compiled().ruleBook();
            SampleOrders.generate(SEED).limit(1_000).forEach(order -> assertThat(
                            withoutSources(shuffled.evaluate(order, TraceLevel.FULL)))
                    .as("seed %d, request %s", SEED, order.requestId())
                    .isEqualTo(withoutSources(shipped.evaluate(order, TraceLevel.FULL))));
        }
    }

    /** The shipped files under names that sort another way. */
    private static SortedMap<String, byte[]> renamed() {
        SortedMap<String, byte[]> files = RuleFolder.read(ShippedRules.FOLDER);
        List<Integer> prefixes = new Random(SEED)
                .ints(0, 1_000_000)
                .distinct()
                .limit(files.size())
                .boxed()
                .toList();
        List<String> names = List.copyOf(files.keySet());
        SortedMap<String, byte[]> renamed = new TreeMap<>();
        IntStream.range(0, names.size())
                .forEach(i -> renamed.put(
                        (names.get(i).endsWith(".drl") ? prefixes.get(i) + "-" : "") + names.get(i),
                        files.get(names.get(i))));
        return renamed;
    }

    private static Findings withoutSources(Findings findings) {
        Stream<RuleTrace> rules = findings.rules().stream()
                .map(rule -> new RuleTrace(
                        rule.ruleId(),
                        rule.verdict(),
                        rule.line(),
                        rule.values(),
                        rule.firstFailing(),
                        rule.missing(),
                        rule.effects(),
                        "",
                        rule.error(),
                        rule.parameters()));
        return new Findings(findings.effects(), rules.toList(), findings.missingInputs(), findings.failedRules());
    }
}
