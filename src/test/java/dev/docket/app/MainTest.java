package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.Machine;
import dev.docket.fixture.SmallRules;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MainTest {
    @Test
    void what_a_command_prints_is_utf_8_on_every_machine(@TempDir Path folder) throws Exception {
        Path rules = SmallRules.write(folder.resolve("rules"), 30);
        SmallRules.edit(rules, "overdueAmount >", "überfällig >");

        String printed = printed(folder, "check", rules.toString(), "--format", "json");

        assertThat(printed).contains("überfällig");
    }

    /** What a command prints in a JVM that believes to be on a Turkish machine with a terminal that knows ASCII only. */
    private static String printed(Path folder, String... arguments) throws Exception {
        Path output = folder.resolve("output.txt");
        List<String> command = Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Machine.TURKISH.options().stream(),
                        Stream.of(
                                "-Dstdout.encoding=US-ASCII",
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                Main.class.getName()),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
        new ProcessBuilder(command)
                .redirectOutput(output.toFile())
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
        return Files.readString(output);
    }
}
