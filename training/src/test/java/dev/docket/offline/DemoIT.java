package dev.docket.offline;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The demo as the launcher starts it, with the packaged service. */
class DemoIT {
    private static final long PATIENCE_SECONDS = 180;
    // More than twice what one caller may read in a second: the demo has to wait for the service.
    private static final String ORDERS = "450";

    private record Ended(int exitCode, String output) {}

    @Test
    void it_decides_generated_orders_and_finds_every_one_in_the_journal() throws Exception {
        Ended demo = run("demo", "--orders", ORDERS, "--data-sets", "target/no-data-sets");

        assertThat(demo.output())
                .contains("generated orders")
                .contains(ORDERS + " acknowledged, " + ORDERS + " recorded, " + ORDERS + " found by their id")
                .contains("./docket serve --data target/demo-data --port 8080")
                .doesNotContain("Exception", "\u001B");
        assertThat(demo.output().lines()).allMatch(line -> line.length() <= 80);
        assertThat(demo.exitCode()).isZero();
    }

    @Test
    void wrong_usage_and_failure_have_different_exit_codes() throws Exception {
        assertThat(run("demo", "--orders", "0").exitCode()).isEqualTo(2);
    }

    private static Ended run(String... arguments) throws IOException, InterruptedException {
        Path output = Files.createTempFile("demo", ".txt");
        Path errors = Files.createTempFile("demo", ".txt"); // where newer JVMs warn of what the launcher allows
        try {
            List<String> command = new ArrayList<>(List.of(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "--enable-native-access=ALL-UNNAMED",
                    // It does not live long enough to gain from more.
                    "-XX:TieredStopAtLevel=1",
                    "-Djava.util.logging.manager=org.jboss.logmanager.LogManager",
                    "-Ddocket.warm-up.decisions=0",
                    "-cp",
                    Path.of("training/target/classes") + ":" + Files.readString(Path.of("training/target/class-path")),
                    Main.class.getName()));
            command.addAll(List.of(arguments));
            Process process = new ProcessBuilder(command)
                    .redirectOutput(output.toFile())
                    .redirectError(errors.toFile())
                    .start();
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        "does not end; it printed:\n" + Files.readString(output) + Files.readString(errors));
            }
            return new Ended(process.exitValue(), Files.readString(output));
        } finally {
            Files.delete(output);
            Files.delete(errors);
        }
    }
}
