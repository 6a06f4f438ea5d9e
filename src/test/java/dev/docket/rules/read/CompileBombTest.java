package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.docket.rules.Folders;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.compile.KieCompiler;
import dev.docket.rules.language.TextPattern;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Small files that would keep a compiler busy for hours: refused before it begins. The limits of time are no measurements. */
class CompileBombTest {
    private static final Duration AGES = Duration.ofSeconds(60);

    @Test
    void factors_that_double_the_work_each_are_refused_and_as_many_as_are_allowed_compile() {
        assertThat(refused("Order( " + "netAmount * ".repeat(38) + "netAmount > 5 )"))
                .contains(
                        "DKT-113: 38 calculations within each other are many. Maybe say it in several conditions; at most 8");
        assertThat(refused("Order( " + "netAmount + ".repeat(9) + "netAmount > 5 )"))
                .contains("DKT-113");
        assertTimeoutPreemptively(AGES, () -> compile(rules("Order( " + "netAmount * ".repeat(7) + "netAmount > 5 )")));
    }

    @Test
    void or_groups_that_multiply_are_refused_and_as_many_as_are_allowed_compile() {
        String group = "( Order( netAmount > 1 ) or Credit( limit > 2 ) )\n";
        assertThat(refused(group.repeat(7)))
                .contains(
                        "DKT-113: 128 ways lead through the or groups of the rule. Maybe make several rules of it; at most 64");
        assertTimeoutPreemptively(AGES, () -> compile(rules(group.repeat(6))));
    }

    @Test
    void many_rules_that_are_each_allowed_are_refused_together() {
        String groups = "( Order( netAmount > 1 ) or Credit( limit > 2 ) )\n".repeat(6);
        String rules = IntStream.range(0, 40)
                .mapToObj(i -> Folders.rule("rule-" + i, groups, "effects.action(\"EXPEDITE\");"))
                .collect(Collectors.joining());
        assertThat(refused(Folders.with("x.drl", Folders.HEADER + rules)))
                .contains(
                        "DKT-113: the rules are 30,720 conditions when or groups and calculations are counted by what they cost to compile");
    }

    @Test
    void a_sheet_of_many_beginnings_takes_no_time() {
        byte[] sheet = "ruletable x\n".repeat(20_000).getBytes(StandardCharsets.UTF_8);
        SortedMap<String, byte[]> files = Folders.data();
        files.put("x.csv", sheet);
        assertTimeoutPreemptively(AGES, () -> assertThat(refused(files)).contains("DKT-113"));
    }

    @Test
    void an_expression_that_others_never_finish_takes_no_time() {
        String text = "a".repeat(1_000);
        assertTimeoutPreemptively(AGES, () -> {
            for (String expression : List.of("(a+)+b", "(a|aa)+b", "(.*a){12}b")) {
                TextPattern.check(expression);
                assertThat(TextPattern.matches(expression, text)).isFalse();
            }
        });
    }

    private static String refused(String when) {
        return assertTimeoutPreemptively(AGES, () -> refused(rules(when)));
    }

    private static String refused(SortedMap<String, byte[]> files) {
        long compiledBefore = KieCompiler.builds();
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFolder.compile(files));
        assertThat(KieCompiler.builds()).as("Drools is never reached").isEqualTo(compiledBefore);
        return String.valueOf(refused.getMessage());
    }

    private static SortedMap<String, byte[]> rules(String when) {
        return Folders.with("x.drl", Folders.HEADER + Folders.rule("one", when, "effects.action(\"EXPEDITE\");"));
    }

    private static void compile(SortedMap<String, byte[]> files) {
        RuleFolder.compile(files).ruleBook().close();
    }
}
