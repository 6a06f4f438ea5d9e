package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.cases.CaseReader;
import dev.docket.rules.read.ParsedFolder;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What {@code rules/README.md} teaches works as it is written. */
class ReadmeTest {
    private static final Pattern BLOCK = Pattern.compile("(?s)```(yaml|drl)\n(.*?)```");
    private static final Pattern ROW =
            Pattern.compile("\\| (DKT-\\d+) \\|[^|]*(?:\\\\\\|[^|]*)*\\| `([^|]+?)` \\| `([^|]+?)` \\|");

    private final String readme;
    private final SortedMap<String, byte[]> rules = RuleFolder.read(ShippedRules.FOLDER);

    ReadmeTest() throws IOException {
        readme = Files.readString(ShippedRules.FOLDER.resolve("README.md"));
    }

    @Test
    void the_worked_example_passes_the_check_as_it_stands() {
        List<String> blocks =
                BLOCK.matcher(readme).results().map(found -> found.group(2)).toList();
        SortedMap<String, byte[]> cases = CaseReader.files(ShippedRules.FOLDER);
        long shipped = rules.entrySet().stream()
                .filter(file -> file.getKey().endsWith(".drl"))
                .flatMap(file -> new String(file.getValue(), StandardCharsets.UTF_8).lines())
                .filter(line -> line.startsWith("rule \""))
                .count();
        append("parameters.yaml", "\n" + blocks.get(0));
        append("example.drl", blocks.get(1));
        cases.put("cases/example.yaml", blocks.get(2).getBytes(StandardCharsets.UTF_8));
        RuleCheck.Result result = RuleCheck.of(rules, cases);
        assertThat(result.problems()).isEmpty();
        assertThat(result.findings()).isEmpty();
        assertThat(result.rules()).isEqualTo((int) shipped + 1);
    }

    @Test
    void the_example_of_a_total_compiles_as_it_stands() {
        String rule = BLOCK.matcher(readme)
                .results()
                .map(found -> found.group(2))
                .filter(block -> block.contains("accumulate("))
                .findFirst()
                .orElseThrow();
        SortedMap<String, byte[]> files = Folders.with("total.drl", Folders.HEADER + rule);
        files.merge(
                "parameters.yaml",
                "\nfree-pieces: { unit: amount, value: 10, range: [0, 1000], owner: SALES, says: Free pieces. }\n"
                        .getBytes(StandardCharsets.UTF_8),
                (before, added) -> (new String(before, StandardCharsets.UTF_8)
                                + new String(added, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
        try (DroolsRuleBook book = RuleFolder.compile(files).ruleBook()) {
            assertThat(book.descriptions()).singleElement().satisfies(described -> assertThat(described.conditions())
                    .containsExactly("noCharge == true", "$sum > parameters.amount(\"free-pieces\")", "$n > 1"));
        }
    }

    @Test
    void the_decision_table_is_read_as_it_stands() {
        String table = Pattern.compile("(?s)```csv\n(.*?)```")
                .matcher(readme)
                .results()
                .map(found -> found.group(1))
                .findFirst()
                .orElseThrow();
        SortedMap<String, byte[]> files = Folders.data();
        files.put("table.csv", table.getBytes(StandardCharsets.UTF_8));
        ParsedFolder read = ParsedFolder.read(files);
        assertThat(read.problems()).isEmpty();
        assertThat(read.rules()).singleElement().satisfies(rule -> assertThat(rule.source())
                .isEqualTo("table.csv:A9"));
    }

    @TestFactory
    Stream<DynamicTest> each_wrong_line_gives_its_code_and_the_right_one_does_not() {
        return ROW.matcher(readme)
                .results()
                .filter(row -> row.group(1).compareTo("DKT-120") < 0)
                .map(row -> DynamicTest.dynamicTest(row.group(1) + ": " + row.group(2), () -> {
                    assertThat(codes(row.group(2))).contains(row.group(1));
                    assertThat(codes(row.group(3))).isEmpty();
                }));
    }

    /** The codes that a rule with this line gets. */
    private List<String> codes(String line) {
        String imported = line.startsWith("import") ? line : "import dev.docket.order.*;";
        String at = line.startsWith("@at") ? line : "@at( \"ENTRY\" )";
        String when = line.startsWith("parameters.")
                ? "Credit( overdueAmount > " + line + " )"
                : line.matches("[A-Z].*") ? line : "Order( netAmount > 0 )";
        String then = line.startsWith("effects.") ? line : "effects.action(\"EXPEDITE\");";
        SortedMap<String, byte[]> one = new TreeMap<>(rules);
        one.keySet().removeIf(name -> name.endsWith(".drl"));
        one.put("example.drl", """
                package rules;
                %s
                global dev.docket.rules.Parameters parameters;
                global dev.docket.rules.Effects effects;
                rule "example"
                  @owner( "X" )
                  @policy( "X" )
                  %s
                when
                  %s
                then
                  %s
                end
                """.formatted(imported, at, when, then).getBytes(StandardCharsets.UTF_8));
        try {
            RuleFolder.compile(one).ruleBook().close();
            return List.of();
        } catch (RuleException wrong) {
            return wrong.problems().stream()
                    .map(problem -> problem.code().toString())
                    .toList();
        }
    }

    private void append(String file, String text) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        bytes.writeBytes(rules.getOrDefault(file, new byte[0]));
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_8));
        rules.put(file, bytes.toByteArray());
    }
}
