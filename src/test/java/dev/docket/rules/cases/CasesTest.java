package dev.docket.rules.cases;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Every case of {@code rules/cases} holds, with the rules as Drools compiles them. */
class CasesTest {
    @TestFactory
    Stream<DynamicTest> each_case_is_decided_as_it_says() {
        RuleFolder shipped = ShippedRules.compiled();
        CaseRun run = new CaseRun(shipped.ruleBook(), shipped.taxonomy(), shipped.actions());
        return ShippedCases.all().stream()
                .map(example -> dynamicTest(
                        "%s: %s".formatted(example.name(), example.says()),
                        Path.of("rules").resolve(example.file()).toUri(),
                        () -> assertThat(run.run(example)).isEmpty()));
    }
}
