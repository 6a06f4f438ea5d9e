package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.rules.Folders;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.compile.KieCompiler;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Locale;
import java.util.SortedMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Data files that attack, and folders that are too large: precise problems, nothing compiled, nothing thrown. */
class HostileDataTest {
    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            a value with an exponent            | x: { unit: days, value: 1e999999999, range: [0, 9], owner: A, says: b } | 'plain number'
            a range with an exponent            | x: { unit: days, value: 1, range: [0, 1e999999999], owner: A, says: b } | 'plain number'
            a hexadecimal value                 | x: { unit: days, value: 0x1F, range: [0, 9], owner: A, says: b }        | 'plain number'
            digits of another script            | x: { unit: days, value: ١, range: [0, 9], owner: A, says: b }           | 'plain number'
            not a number                        | x: { unit: days, value: .nan, range: [0, 9], owner: A, says: b }        | 'plain number'
            a fraction of a day                 | x: { unit: days, value: 1.5, range: [0, 9], owner: A, says: b }         | 'whole number'
            a value out of its range            | x: { unit: days, value: 10, range: [0, 9], owner: A, says: b }          | 'outside of its range 0..9'
            a range with one end                | x: { unit: days, value: 1, range: [0], owner: A, says: b }              | 'needs a range'
            a list where a number belongs       | x: { unit: days, value: [1], range: [0, 9], owner: A, says: b }         | 'a text is expected'
            a map where a list belongs          | x: { unit: texts, value: { a: b }, owner: A, says: b }                  | 'a list is expected'
            a text where a map belongs          | x: hello                                                                | 'a map is expected'
            a map as a key                      | { a: b }: { unit: days }                                                | 'a name is expected'
            a list as a key                     | [ a ]: { unit: days }                                                   | 'a name is expected'
            an empty key                        | "": { unit: days }                                                      | 'kebab-case'
            a field that is given twice         | x: { unit: days, unit: hours, value: 1, range: [0, 9], owner: A, says: b } | 'given twice'
            a field that is not there           | x: { unit: days, value: 1, range: [0, 9], owner: A, says: b, valeu: 2 }  | 'unknown field'
            a name in other letters             | Past_Due: { unit: days, value: 1, range: [0, 9], owner: A, says: b }     | 'kebab-case'
            a Cyrillic letter in a name         | pаst-due: { unit: days, value: 1, range: [0, 9], owner: A, says: b }     | 'kebab-case'
            a tag that makes a Java object      | x: !!javax.script.ScriptEngineManager [ !!java.net.URL [ "http://example.org" ] ] | 'tag'
            a tag of its own                    | x: { unit: days, value: !evil 1, range: [0, 9], owner: A, says: b }      | 'tag'
            a merge key                         | x: { <<: { unit: days }, value: 1, range: [0, 9], owner: A, says: b }    | 'tag'
            binary data                         | x: { unit: days, value: !!binary AAAA, range: [0, 9], owner: A, says: b } | 'tag'
            a date that is none                 | x: { unit: days, value: 1, range: [0, 9], owner: A, says: b, changes: [ { from: soon, value: 2 } ] } | 'not a date'
            a list that contains itself         | x: &a [ *a ]                                                            | 'alias'
            a path that is not in the request   | x: { unit: inputs, value: { ENTRY: [ order.secret ] }, owner: A, says: b } | 'no field'
            an unknown checkpoint               | x: { unit: inputs, value: { ALWAYS: [] }, owner: A, says: b }            | 'none of'
            a direction mark in a text          | x: { unit: days, value: 1, range: [0, 9], owner: "\\u202e", says: b }    | 'cannot be seen'
            """)
    void a_bad_parameter_is_a_problem_where_it_stands(String attack, String yaml, String message) {
        String problems = refused("parameters.yaml", yaml + "\n", true);
        assertThat(problems).as(attack).contains("parameters.yaml:").contains(message.replace("'", ""));
    }

    @Test
    void aliases_that_multiply_are_refused() {
        String bomb = "a: &a [ x, x, x, x, x, x, x, x, x ]\n"
                + IntStream.range(1, 12)
                        .mapToObj(i -> {
                            char name = (char) ('a' + i);
                            String before = "*" + (char) (name - 1);
                            return "%c: &%c [ %s, %s, %s, %s ]\n".formatted(name, name, before, before, before, before);
                        })
                        .collect(Collectors.joining());
        assertThat(refused("parameters.yaml", bomb, true)).contains("DKT-101", "alias");
    }

    @Test
    void deep_nesting_is_refused() {
        assertThat(refused("actions.yaml", "x: " + "[".repeat(50_000), false)).contains("DKT-101: Nesting Depth");
        assertThat(refused("actions.yaml", "x: " + "{ a: ".repeat(50_000), false))
                .contains("DKT-101: Nesting Depth");
    }

    @Test
    void several_documents_are_refused() {
        assertThat(refused("bundle.yaml", "---\nname: other\n", true)).contains("DKT-101", "another document");
    }

    @Test
    void something_else_than_a_map_is_refused() {
        assertThat(refused("bundle.yaml", "just a text", false)).contains("bundle.yaml:1: DKT-120: a map is expected");
        assertThat(refused("bundle.yaml", "", false)).contains("bundle.yaml:1: DKT-120: the file is empty");
        assertThat(refused("bundle.yaml", "name: [ a ]\nversion: { b: c }", false))
                .contains("bundle.yaml:1: DKT-120: a text is expected", "bundle.yaml:2: DKT-120: a text is expected");
    }

    @Test
    void a_taxonomy_that_would_overflow_a_calendar_is_refused() {
        String entry = "FIN-299: { name: X, level: order, severity: %s, queue: Q, sla: %s }\n";
        assertThat(refused("taxonomy.yaml", entry.formatted("3", "PT99999999999H"), true))
                .contains("at most a year");
        assertThat(refused("taxonomy.yaml", entry.formatted("3", "PT-1H"), true))
                .contains("above zero");
        assertThat(refused("taxonomy.yaml", entry.formatted("3", "soon"), true)).contains("DKT-120");
        assertThat(refused("taxonomy.yaml", entry.formatted("6", "PT1H"), true)).contains("severity is 1");
        assertThat(refused("taxonomy.yaml", entry.formatted("1e9", "PT1H"), true))
                .contains("plain number");
        assertThat(refused("taxonomy.yaml", entry.formatted("3", "PT1H").replace("FIN", "XYZ"), true))
                .contains("no known prefix");
    }

    @Test
    void an_action_with_a_name_that_looks_like_another_is_refused() {
        String actions = new String(Folders.data().get("actions.yaml"), StandardCharsets.UTF_8);
        assertThat(refused("actions.yaml", actions.replace("HOLD_CREDIT:", "HОLD_CREDIT:"), false)) // Cyrillic
                .contains("upper-case words");
        assertThat(refused("actions.yaml", actions.replace("- EHS", "- EНS"), false))
                .contains("upper-case words");
    }

    @Test
    void what_is_too_large_is_refused() {
        assertThat(refused("big.drl", "// " + "x\n// ".repeat(100_000), false)).contains("big.drl:1: DKT-113");
        assertThat(refused("parameters.yaml", "x".repeat(300_000), false)).contains("parameters.yaml:1: DKT-113");
        assertThat(refused("bundle.yaml", "name: " + "x".repeat(2_000) + "\nversion: a", false))
                .contains("bundle.yaml:1: DKT-113: a text of 2,000 characters is long");
        assertThat(refused(
                        "parameters.yaml",
                        "x: { unit: texts, owner: A, says: b, value: [ " + "a, ".repeat(1_000) + " ] }\n",
                        true))
                .contains("DKT-113: a list of 1,000 is long");
        String changes = IntStream.range(0, 600)
                .mapToObj(i -> String.format(
                        Locale.ROOT,
                        "x-%d: { unit: days, value: 1, range: [0, 9], owner: A, says: b, changes: [ { from: %d-01-01, value: 1 } ] }\n",
                        i,
                        2000 + i))
                .collect(Collectors.joining());
        assertThat(refused("parameters.yaml", changes, true)).contains("DKT-113: parameters change on too many days");
    }

    @Test
    void too_many_rules_are_refused() {
        SortedMap<String, byte[]> files = Folders.data();
        IntStream.range(0, 6).forEach(file -> {
            String rules = IntStream.range(0, 200)
                    .mapToObj(i -> Folders.rule(
                            String.format(Locale.ROOT, "rule-%d-%d", file, i),
                            "Order( netAmount > 0 )",
                            "effects.action(\"EXPEDITE\");"))
                    .collect(Collectors.joining());
            files.put(
                    String.format(Locale.ROOT, "many-%d.drl", file),
                    (Folders.HEADER + rules).getBytes(StandardCharsets.UTF_8));
        });
        assertThat(refused(files)).contains("DKT-113: the folder has 1,200 rules");
    }

    @Test
    void a_file_name_cannot_forge_a_message() {
        assertThat(refused("x.yaml:1: fine\ncredit.drl", "rule", false))
                .contains("?.drl:1: DKT-120")
                .doesNotContain("fine");
    }

    private static String refused(String name, String text, boolean append) {
        SortedMap<String, byte[]> files = Folders.shipped();
        String before = append ? new String(files.get(name), StandardCharsets.UTF_8) : "";
        files.put(name, (before + text).getBytes(StandardCharsets.UTF_8));
        return refused(files);
    }

    private static String refused(SortedMap<String, byte[]> files) {
        long compiledBefore = KieCompiler.builds();
        long start = System.nanoTime();
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFolder.compile(files));
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(10));
        assertThat(KieCompiler.builds()).as("Drools is never reached").isEqualTo(compiledBefore);
        assertThat(refused).as("refused").isNotNull();
        return String.valueOf(refused.getMessage());
    }
}
