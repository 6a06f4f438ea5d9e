package dev.docket.rules.table;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.ErrorCode;
import dev.docket.rules.Folders;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.read.ParsedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Workbooks and sheets as office programs write them: each is read as its reader sees it, or refused with the cell. */
class WorkbookCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/workbooks");
    private static final String READS = "reads";
    private static final String WARNS = "warns";
    private static final SortedMap<String, String> TABLE = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> what_libreoffice_wrote_is_read_as_shown_or_refused() throws IOException {
        return expected().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> meets(
                                each.getKey(), Files.readAllBytes(CORPUS.resolve(each.getKey())), each.getValue())));
    }

    @TestFactory
    Stream<DynamicTest> what_other_programs_write_is_read_as_shown_or_refused() {
        return OfficeWorkbooks.all().entrySet().stream()
                .map(each -> DynamicTest.dynamicTest(
                        each.getKey(),
                        () -> meets(
                                each.getKey(),
                                each.getValue().workbook(),
                                each.getValue().expected())));
    }

    @Test
    void every_file_of_the_corpus_has_its_expected_outcome() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            Set<String> names = files.map(file -> String.valueOf(file.getFileName()))
                    .filter(name -> name.startsWith("lo-"))
                    .collect(Collectors.toCollection(TreeSet::new));
            assertThat(expected().keySet()).isEqualTo(names);
        }
    }

    private static void meets(String name, byte[] bytes, String expected) {
        String expectation = expected.split(" \\| ")[0];
        String says = expected.substring(expectation.length() + 3);
        SortedMap<String, byte[]> files = Folders.data();
        files.put(name, bytes);
        ParsedFolder read = ParsedFolder.read(files);
        List<String> found = Stream.concat(read.problems().stream(), read.notices().stream())
                .map(RuleProblem::toString)
                .toList();
        TABLE.put(name, "%-36s %-8s %s".formatted(name, expectation, says));
        if (expectation.equals(READS)) {
            assertThat(found).isEmpty();
            assertThat(conditions(read)).isEqualTo(says);
        } else {
            assertThat(read.problems().isEmpty()).isEqualTo(expectation.equals(WARNS));
            assertThat(found).anySatisfy(problem -> assertThat(problem)
                    .contains(expectation.equals(WARNS) ? ErrorCode.NOT_READ.toString() : expectation)
                    .contains(says));
        }
    }

    /** What the conditions of the first rule compare with. */
    private static String conditions(ParsedFolder read) {
        return read.rules()
                .get(0)
                .conditions()
                .map(condition ->
                        condition.text().replaceAll("\\w+ (==|>|<=) ", "").replace("\"", ""))
                .collect(Collectors.joining(", "));
    }

    private static SortedMap<String, String> expected() throws IOException {
        return Files.readAllLines(CORPUS.resolve("expected.txt")).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split(" \\| ", 2))
                .collect(Collectors.toMap(line -> line[0], line -> line[1], (a, b) -> a, TreeMap::new));
    }

    @AfterAll
    static void print_the_table() {
        TABLE.values().forEach(System.out::println);
        System.out.printf("%d workbooks and sheets, each with what is expected of it%n", TABLE.size());
    }
}
