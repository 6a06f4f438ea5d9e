package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Objects;
import java.util.SortedMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(LocaleOfTheEntry.class)
class RealDataTrainingTest {
    private static final Path DATA = Path.of("../shared/data/scms_dev.csv.gz");
    private static final Path CONTROL = Path.of("../shared/data/dataco_dev.csv.gz");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_committed_model_is_worth_listening_to_and_can_be_trained_again() throws IOException {
        assumeTrue(Files.exists(DATA), () -> DATA + " is not on this machine: skipped");
        LossModel committed = (LossModel) ModelLoader.current(Path.of("models/priority"));
        var facts = committed.description().facts();
        assertThat(number(facts, "costTopTenth")).isGreaterThanOrEqualTo(number(facts, "costTopTenthByValue") + 0.1);
        assertThat(number(facts, "logLoss")).isLessThanOrEqualTo(0.41);
        assertThat(number(facts, "calibrationError")).isLessThanOrEqualTo(0.05);
        assertThat(number(facts, "coverage")).isBetween(0.85, 0.95);

        Path config = elsewhere("priority.yaml", "scms.yaml", DATA);
        LossModel again = new Train(line -> {}, Clock.systemUTC()).train(config);
        assertThat(again.id()).isEqualTo(committed.id());
        assertThat(again.reference()).isEqualTo(committed.reference());
    }

    @Test
    void the_negative_control_learns_what_there_is_and_nothing_leaks() throws IOException {
        assumeTrue(Files.exists(CONTROL), () -> CONTROL + " is not on this machine: skipped");
        Path config = elsewhere("dataco.yaml", "dataco.yaml", CONTROL);

        LossModel control = new Train(line -> {}, Clock.systemUTC()).train(config);

        // What the frequencies by ship mode and payment reach on open orders, 0.542: no less is there to learn, and
        // less would leak.
        assertThat(number(control.description().facts(), "logLossOfAnyCost")).isBetween(0.537, 0.547);
    }

    /** The configuration's bytes are part of the digest, so what it names is put where it looks for it. */
    private Path elsewhere(String config, String mapping, Path data) throws IOException {
        Path training = Path.of("training").toAbsolutePath();
        Path here = Files.createDirectories(folder.resolve("checkout/training/mappings"))
                .resolveSibling(".")
                .normalize();
        Files.copy(
                training.resolve("mappings").resolve(mapping),
                here.resolve("mappings").resolve(mapping));
        Path shared = Files.createDirectories(folder.resolve("shared/data"));
        Files.copy(data, shared.resolve(data.getFileName()));
        return Files.copy(training.resolve(config), here.resolve(config));
    }

    private static double number(SortedMap<String, Object> facts, String name) {
        return (Double) Objects.requireNonNull(facts.get(name), name);
    }
}
