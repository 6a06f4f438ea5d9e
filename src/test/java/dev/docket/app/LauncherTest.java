package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.condition.OS.WINDOWS;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.io.TempDir;

/** What the launcher starts, told by a Java that only says how it was called. */
@DisabledOnOs(WINDOWS)
class LauncherTest {
    private static final String JAVA = """
            #!/bin/sh
            case "$*" in
              *-XshowSettings*) echo '    java.specification.version = 21' ;;
              *) echo "$@" ;;
            esac
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @Test
    void a_service_that_is_out_of_memory_ends_so_that_whoever_supervises_it_starts_it_again() throws Exception {
        assertThat(started("serve", "--port", "8080"))
                .contains("-XX:+ExitOnOutOfMemoryError")
                .contains("service/quarkus-run.jar serve --port 8080");
    }

    private String started(String... arguments) throws IOException, InterruptedException {
        Path launcher = Files.copy(Path.of("docket"), folder.resolve("docket"));
        Files.createDirectories(folder.resolve("service"));
        Files.createFile(folder.resolve("service/quarkus-run.jar"));
        Path java = Files.createDirectories(folder.resolve("jre/bin")).resolve("java");
        Files.writeString(java, JAVA);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwx------"));
        Path output = folder.resolve("output");
        ProcessBuilder process = new ProcessBuilder("bash", launcher.toString());
        process.command().addAll(List.of(arguments));
        process.environment().put("JAVA_HOME", folder.resolve("jre").toString());
        Process started = process.redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
        assertThat(started.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return Files.readString(output);
    }
}
