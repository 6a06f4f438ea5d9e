package dev.docket.rules.lint;

import static org.assertj.core.api.Assertions.assertThat;

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
    private static final Path SOURCES = Path.of("src/main/java/dev/docket/rules");
    private static final Pattern CODE = Pattern.compile("\"(DKT-[12]\\d\\d)\"");
    private static final Pattern EXAMPLE = Pattern.compile("```(\\S+) ?(\\S*)\n(.*?)```", Pattern.DOTALL);
    private static final Set<String> WITHOUT_EXAMPLE = Set.of(
            "DKT-130", "DKT-131", "DKT-132", "DKT-140", "DKT-141", "DKT-142", // the tests of the cases have them
            "DKT-199", "DKT-211", "DKT-213", "DKT-214");
    private static final Set<RuleProblem> SHIPPED = new HashSet<>(Lint.check(Folders.shipped()));

    @Test
    void every_code_of_the_program_has_its_section() throws IOException {
        Set<String> used = new TreeSet<>();
        try (Stream<Path> sources = Files.walk(SOURCES)) {
            for (Path source : sources.filter(Files::isRegularFile).toList()) {
                CODE.matcher(Files.readString(source)).results().forEach(found -> used.add(found.group(1)));
            }
        }
        assertThat(sections().keySet()).isEqualTo(used);
    }

    @TestFactory
    Stream<DynamicTest> the_wrong_example_gives_the_code_and_the_right_one_does_not() throws IOException {
        return sections().entrySet().stream()
                .filter(section -> !WITHOUT_EXAMPLE.contains(section.getKey()))
                .map(section -> DynamicTest.dynamicTest(section.getKey(), () -> {
                    String[] parts = section.getValue().split("(?m)^(Wrong|Right):$");
                    assertThat(parts).as("a text, a wrong and a right example").hasSize(3);
                    assertThat(codes(parts[1])).contains(section.getKey());
                    assertThat(told(parts[2]))
                            .as("what the right example gives")
                            .allMatch(problem -> problem.severity() != Severity.ERROR)
                            .extracting(RuleProblem::code)
                            .doesNotContain(section.getKey());
                }));
    }

    @Test
    void a_checkpoint_without_rules_is_told() {
        SortedMap<String, byte[]> files = Folders.with(
                "one.drl",
                Folders.HEADER
                        + Folders.rule("one", "Credit( limit > 0 )", "effects.action(\"EXPEDITE\");")
                                .replace(", POST_SHIP", ""));
        assertThat(Lint.check(files))
                .filteredOn(problem -> problem.code().equals("DKT-211"))
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("POST_SHIP"));
    }

    @Test
    void the_shipped_rules_have_no_errors_and_no_warnings() {
        SHIPPED.stream().sorted().forEach(System.out::println);
        assertThat(SHIPPED).allMatch(problem -> problem.severity() == Severity.INFO);
    }

    private static Set<String> codes(String examples) {
        return told(examples).stream().map(RuleProblem::code).collect(Collectors.toCollection(TreeSet::new));
    }

    /** What the examples add to what the shipped rules give. */
    private static List<RuleProblem> told(String examples) {
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
