package dev.docket.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import picocli.CommandLine;

/** {@code ./docket replay} in a process of its own, which can be killed. */
final class ReplayProcess {
    private ReplayProcess() {}

    public static void main(String... arguments) {
        System.exit(new CommandLine(new ReplayCommand()).execute(arguments));
    }

    /** Interpreted, so that it is slow enough to be killed in the middle. */
    static Process start(Path output, String... arguments) throws IOException {
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xint",
                "-XX:+UseSerialGC",
                "--enable-native-access=ALL-UNNAMED",
                "-cp",
                System.getProperty("java.class.path"),
                ReplayProcess.class.getName());
        return new ProcessBuilder(
                        Stream.concat(command.stream(), Stream.of(arguments)).toList())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .start();
    }
}
