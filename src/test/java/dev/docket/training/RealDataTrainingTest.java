package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.priority.PriorityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RealDataTrainingTest {
    private static final Path DATA = Path.of("../shared/data/scms_dev.csv.gz");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_committed_model_is_worth_listening_to_and_can_be_trained_again() throws IOException {
        assumeTrue(Files.exists(DATA), () -> DATA + " is not on this machine: skipped");
        PriorityModel committed = PriorityModel.current(Path.of("models/priority"));
        var facts = committed.description().facts();
        // Five points above are wanted; training/README.md says what was reached.
        assertThat(number(facts, "costTopTenth")).isGreaterThan(number(facts, "costTopTenthByValue") + 0.03);
        assertThat(number(facts, "calibrationError")).isLessThanOrEqualTo(0.03);
        assertThat(number(facts, "coverage")).isBetween(0.87, 0.93);

        Path training = Path.of("training").toAbsolutePath();
        // The configuration's bytes are part of the digest, so what it names is put where it looks for it.
        Path here = Files.createDirectories(folder.resolve("checkout/training/mappings"))
                .resolveSibling(".")
                .normalize();
        Files.copy(training.resolve("mappings/scms.yaml"), here.resolve("mappings/scms.yaml"));
        Files.copy(training.resolve("priority.yaml"), here.resolve("priority.yaml"));
        Files.createDirectories(folder.resolve("shared/data"));
        Files.copy(DATA, folder.resolve("shared/data/scms_dev.csv.gz"));
        PriorityModel again = new Train(line -> {}, Clock.systemUTC()).train(here.resolve("priority.yaml"));
        assertThat(again.id()).isEqualTo(committed.id());
        assertThat(again.document().calibration())
                .isEqualTo(committed.document().calibration());
        assertThat(again.document().columns()).isEqualTo(committed.document().columns());
    }

    private static double number(SortedMap<String, Object> facts, String name) {
        return (Double) Objects.requireNonNull(facts.get(name), name);
    }
}
