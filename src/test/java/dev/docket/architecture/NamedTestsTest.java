package dev.docket.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What docs/security.md says of tests. */
class NamedTestsTest {
    private static final Path DOCUMENT = Path.of("docs/security.md");
    private static final Pattern NAME = Pattern.compile("`(\\w+(?:Test|IT))`");
    private static final List<Path> TESTS = List.of(
            Path.of("src/test/java"),
            Path.of("training/src/test/java"),
            Path.of("spark/src/test/java"),
            Path.of("peers/src/test/java"),
            Path.of("deploy/image/src/test/java"));

    @Test
    void every_test_that_is_named_exists() throws IOException {
        assertThat(names(Files.readString(DOCUMENT))).hasSizeGreaterThan(40).isSubsetOf(written());
    }

    @Test
    void every_attack_names_the_test_that_tries_it() throws IOException {
        List<String> rows = Files.readString(DOCUMENT)
                .lines()
                .dropWhile(line -> !line.equals("## What was tried"))
                .takeWhile(line -> !line.equals("## Fuzzers"))
                .filter(line -> line.startsWith("| ") && !line.startsWith("| Attack"))
                .toList();

        assertThat(rows).hasSizeGreaterThan(40).allSatisfy(row -> {
            String[] cells = row.substring(1).split("\\|");
            assertThat(cells).hasSize(4);
            assertThat(names(cells[3])).as(row).isNotEmpty();
        });
    }

    private static SortedSet<String> names(String text) {
        return NAME.matcher(text).results().map(found -> found.group(1)).collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> written() throws IOException {
        Set<String> names = new TreeSet<>();
        for (Path folder : TESTS) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.map(file -> file.getFileName().toString())
                        .filter(file -> file.endsWith(".java"))
                        .forEach(file -> names.add(file.substring(0, file.length() - ".java".length())));
            }
        }
        return names;
    }
}
