package dev.docket.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.Severity;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** The examples of the documentation are the tests of the codes. */
class LintDocumentTest {
    private static final Path DOCUMENT = Path.of("docs/lint.md");
    private static final Pattern HEADING = Pattern.compile("(?m)^## (.*)$");
    private static final Pattern EXAMPLE = Pattern.compile("```(\\S+) ?(\\S*)\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> WITHOUT_EXAMPLE = Set.of(
            "DKT-130", "DKT-131", "DKT-132", "DKT-140", "DKT-141", "DKT-142", // the tests of the cases have them
            "DKT-199", "DKT-211", "DKT-213", "DKT-214", "DKT-215"); // what they warn of depends on the cases
    private static final Set<RuleProblem> SHIPPED = new HashSet<>(Lint.check(Folders.shipped()));

    @Test
    void every_code_has_its_section() throws IOException {
        assertThat(sections().keySet())
                .isEqualTo(
                        Stream.of(ErrorCode.values()).map(ErrorCode::toString).collect(Collectors.toSet()));
    }

    @Test
    void every_code_knows_its_page() throws IOException {
        Set<String> anchors = HEADING.matcher(Files.readString(DOCUMENT))
                .results()
                .map(heading -> DOCUMENT + "#" + anchor(heading.group(1)))
                .collect(Collectors.toSet());
        assertThat(ErrorCode.values()).extracting(ErrorCode::page).isSubsetOf(anchors);
    }

    /** As code hosts make it of a heading. */
    private static String anchor(String heading) {
        return heading.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9 -]", "").replace(' ', '-');
    }

    @Test
    void codes_stand_in_the_order_of_their_numbers() {
        assertThat(ErrorCode.values()).extracting(ErrorCode::toString).isSorted();
    }

    @TestFactory
    Stream<DynamicTest> the_wrong_example_gives_the_code_and_the_right_one_does_not() throws IOException {
        return sections().entrySet().stream()
                .filter(section -> !WITHOUT_EXAMPLE.contains(section.getKey()))
                .map(section -> DynamicTest.dynamicTest(section.getKey(), () -> {
                    String[] parts = section.getValue().split("(?m)^(Wrong|Right):$");
                    assertThat(parts).as("a text, a wrong and a right example").hasSize(3);
                    assertThat(codes(parts[1])).contains(section.getKey());
                    assertThat(problems(parts[2]))
                            .as("what the right example gives")
                            .allMatch(problem -> problem.severity() != Severity.ERROR)
                            .extracting(problem -> problem.code().toString())
                            .doesNotContain(section.getKey());
                }));
    }

    @Test
    void a_checkpoint_without_rules_is_reported() {
        SortedMap<String, byte[]> files = Folders.with(
                "one.drl",
                Folders.HEADER
                        + Folders.rule("one", "Credit( limit > 0 )", "effects.action(\"EXPEDITE\");")
                                .replace(", POST_SHIP", ""));
        assertThat(Lint.check(files))
                .filteredOn(problem -> problem.code() == ErrorCode.UNUSED_CHECKPOINT)
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("POST_SHIP"));
    }

    @Test
    void the_shipped_rules_have_no_errors_and_no_warnings() {
        SHIPPED.stream().sorted().forEach(System.out::println);
        assertThat(SHIPPED).allMatch(problem -> problem.severity() == Severity.INFO);
    }

    private static Set<String> codes(String examples) {
        return problems(examples).stream()
                .map(problem -> problem.code().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the examples add to what the shipped rules give. */
    private static List<RuleProblem> problems(String examples) {
        SortedMap<String, byte[]> files = Folders.shipped();
        Matcher example = EXAMPLE.matcher(examples);
        int count = 0;
        while (example.find()) {
            String text = example.group(3);
            if (example.group(1).equals("drl")) {
                String rules = text.startsWith("package") ? text : Folders.HEADER + text;
                files.put(
                        String.format(Locale.ROOT, "example-%d.drl", ++count), rules.getBytes(StandardCharsets.UTF_8));
            } else {
                files.merge(example.group(2), text.getBytes(StandardCharsets.UTF_8), (before, added) -> (new String(
                                        before, StandardCharsets.UTF_8)
                                + new String(added, StandardCharsets.UTF_8))
                        .getBytes(StandardCharsets.UTF_8));
            }
        }
        return Lint.check(files).stream()
                .filter(problem -> !SHIPPED.contains(problem))
                .toList();
    }

    private static Map<String, String> sections() throws IOException {
        String text = Files.readString(DOCUMENT);
        Map<String, String> sections = new TreeMap<>();
        for (String body : text.split("(?m)^## ")) {
            if (body.startsWith("DKT-")) {
                sections.put(body.substring(0, 7), body);
            }
        }
        return sections;
    }
}
