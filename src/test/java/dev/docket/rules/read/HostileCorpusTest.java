package dev.docket.rules.read;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.docket.rules.Folders;
import dev.docket.rules.RuleException;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.RuleProblem;
import dev.docket.rules.compile.KieCompiler;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Rule files and decision tables that attack: each is refused with its code, quickly, before Drools compiles anything. */
class HostileCorpusTest {
    private static final Path CORPUS = Path.of("src/test/resources/hostile");
    private static final Pattern EXPECTS = Pattern.compile("// expects: (DKT-1\\d\\d) (.+)");
    private static final Duration BOUND = Duration.ofSeconds(5);
    private static final SortedMap<String, String> TABLE = new TreeMap<>();

    @TestFactory
    Stream<DynamicTest> every_hostile_file_is_refused_before_it_is_compiled() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            return files.sorted().toList().stream()
                    .map(file -> DynamicTest.dynamicTest(String.valueOf(file.getFileName()), () -> refuses(file)));
        }
    }

    @TestFactory
    Stream<DynamicTest> every_hostile_workbook_is_refused_before_it_is_compiled() {
        return HostileWorkbooks.all().entrySet().stream()
                .map(attack -> DynamicTest.dynamicTest(
                        attack.getKey(),
                        () -> refuses(
                                attack.getKey(),
                                attack.getValue().workbook(),
                                attack.getValue().code(),
                                attack.getValue().says())));
    }

    @Test
    void the_workbook_that_the_attacks_change_is_harmless() {
        SortedMap<String, byte[]> files = Folders.data();
        files.put("harmless.xlsx", HostileWorkbooks.harmless());
        assertThat(ParsedFolder.read(files).problems()).isEmpty();
    }

    @Test
    void the_corpus_has_at_least_sixty_attacks() throws IOException {
        try (Stream<Path> files = Files.list(CORPUS)) {
            assertThat(files.count()).isGreaterThanOrEqualTo(60);
        }
    }

    private static void refuses(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String firstLine =
                new String(bytes, StandardCharsets.UTF_8).lines().findFirst().orElseThrow();
        Matcher expects = EXPECTS.matcher(firstLine);
        assertThat(expects.find()).as("the first line says what is expected").isTrue();
        String name = String.valueOf(file.getFileName());
        refuses(name, name.endsWith(".drl") ? bytes : withoutFirstLine(bytes), expects.group(1), expects.group(2));
    }

    /** A table has no comments; a blank line keeps the others where they are. */
    private static byte[] withoutFirstLine(byte[] bytes) {
        int end = 0;
        while (bytes[end] != '\n') {
            end++;
        }
        return Arrays.copyOfRange(bytes, end, bytes.length);
    }

    private static void refuses(String name, byte[] bytes, String code, String says) {
        SortedMap<String, byte[]> files = Folders.data();
        files.put(name, bytes);
        long compiledBefore = KieCompiler.builds();
        long start = System.nanoTime();
        RuleException refused = catchThrowableOfType(RuleException.class, () -> RuleFolder.compile(files));
        Duration took = Duration.ofNanos(System.nanoTime() - start);
        assertThat(KieCompiler.builds()).as("Drools is never reached").isEqualTo(compiledBefore);
        assertThat(took).isLessThan(BOUND);
        assertThat(refused).as("refused").isNotNull();
        List<RuleProblem> problems = refused.problems();
        assertThat(problems).extracting(problem -> problem.code().toString()).contains(code);
        RuleProblem problem = problems.stream()
                .filter(one -> one.code().toString().equals(code))
                .findFirst()
                .orElseThrow();
        TABLE.put(
                name,
                String.format(Locale.ROOT, "%-34s %s %4d  %s", problem.file(), problem.code(), problem.line(), says));
    }

    @AfterAll
    static void print_the_table() {
        TABLE.values().forEach(System.out::println);
        System.out.printf("%d hostile files, each refused with its code%n", TABLE.size());
    }
}
