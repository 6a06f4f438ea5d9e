package dev.docket.it;

import dev.docket.fixture.Machine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The packaged program, run to its end. */
public final class Program {
    private static final long PATIENCE_SECONDS = 120;

    private Program() {}

    public record Ended(int exitCode, String output, String errors) {}

    public static Ended run(String... arguments) throws IOException, InterruptedException {
        return run(Map.of(), arguments);
    }

    public static Ended run(Map<String, String> environment, String... arguments)
            throws IOException, InterruptedException {
        Path output = Files.createTempFile("docket", ".txt");
        Path errors = Files.createTempFile("docket", ".txt"); // where newer JVMs warn of what the launcher allows
        try {
            ProcessBuilder program = new ProcessBuilder(command(arguments))
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile());
            program.environment().putAll(environment);
            Process process = program.start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "does not end; it printed:\n" + Files.readString(output) + Files.readString(errors));
            }
            return new Ended(process.exitValue(), Files.readString(output), Files.readString(errors));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }

    /** Starts it, for who ends it before it does. */
    static Process start(String... arguments) throws IOException {
        return new ProcessBuilder(command(arguments))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
    }

    private static List<String> command(String... arguments) {
        return Stream.of(
                        Stream.of(Path.of(System.getProperty("java.home"), "bin", "java")
                                .toString()),
                        Machine.here().stream(),
                        Stream.of(
                                "--enable-native-access=ALL-UNNAMED",
                                // It does not live long enough to gain from more.
                                "-XX:TieredStopAtLevel=1",
                                "-Ddocket.warm-up.decisions=0",
                                "-jar",
                                Path.of("target", "quarkus-app", "quarkus-run.jar")
                                        .toString()),
                        Stream.of(arguments))
                .flatMap(part -> part)
                .toList();
    }
}
