package dev.docket.service;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A decision has the same bytes on every machine, so that it can be replayed on any other. */
class SameBytesElsewhereTest {
    @TempDir
    private static Path folder;

    private static Path rules;
    private static List<String> here;

    @BeforeAll
    static void decide_here() throws IOException {
        rules = rulesThatALargeOrderExhausts(folder.resolve("rules"));
        here = DecidesElsewhere.digests(rules);
    }

    @Test
    void orders_are_decided_and_refused() {
        assertThat(here).anyMatch(line -> line.startsWith("refused"));
        assertThat(here).filteredOn(line -> !line.startsWith("refused")).hasSizeGreaterThan(150);
    }

    @Test
    void a_german_machine_in_nepal_records_the_same_bytes() throws Exception {
        assertThat(elsewhere(Machine.GERMAN)).isEqualTo(here);
    }

    @Test
    void a_turkish_machine_in_samoa_records_the_same_bytes() throws Exception {
        assertThat(elsewhere(Machine.TURKISH)).isEqualTo(here);
    }

    private static List<String> elsewhere(Machine machine) throws Exception {
        Path output = Files.createTempFile(folder, "digests", ".txt");
        Path printed = Files.createTempFile(folder, "printed", ".txt");
        var command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        machine.options().stream(),
                        Stream.of(
                                "-XX:+UseSerialGC",
                                "-XX:TieredStopAtLevel=1",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                System.getProperty("java.class.path"),
                                DecidesElsewhere.class.getName(),
                                rules.toString(),
                                output.toString()))
                .flatMap(arguments -> arguments)
                .toList();
        int exitCode = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(printed.toFile())
                .start()
                .waitFor();
        assertThat(exitCode).as(Files.readString(printed)).isZero();
        return Files.readAllLines(output);
    }

    /** The shipped rules, and some that take more steps than there are, so that an error with a number is recorded. */
    private static Path rulesThatALargeOrderExhausts(Path copy) throws IOException {
        Files.createDirectories(copy);
        try (var files = Files.list(Path.of("rules"))) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        Files.writeString(
                copy.resolve("exhausting.drl"),
                """
                package rules;
                import dev.docket.order.*;
                global dev.docket.rules.Parameters parameters;
                global dev.docket.rules.Effects effects;

                """
                        + IntStream.range(0, 40)
                                .mapToObj(SameBytesElsewhereTest::exhausting)
                                .collect(joining("\n")));
        return copy;
    }

    private static String exhausting(int number) {
        return """
                rule "exhausting-%s"
                  @owner( "TEST" )
                  @policy( "A rule that compares every line with every line." )
                  @at( "ENTRY, RELEASE, PICK, SHIP, POST_SHIP" )
                when
                  Line( unitPrice >= %s )
                %s
                then
                  effects.action("EXPEDITE");
                end
                """.formatted(number, number, "  not Line( orderedQty < 0 )\n".repeat(15));
    }
}
