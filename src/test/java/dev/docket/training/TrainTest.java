package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.priority.PriorityModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TrainTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_same_data_and_configuration_give_the_same_model_whenever_they_are_trained() throws IOException {
        PriorityModel first = train(config("one", ""), "2026-03-02T00:00:00Z");
        PriorityModel second = train(config("two", ""), "2027-03-02T00:00:00Z");
        assertThat(first.id()).isEqualTo(second.id());
        assertThat(folder.resolve("two/sample/model.pb")).hasSameBinaryContentAs(folder.resolve("one/sample/model.pb"));
        assertThat(PriorityModel.current(folder.resolve("one")).id()).isEqualTo(first.id());
        assertThat(first.description().card()).contains("# Model card: priority, version sample");
    }

    @Test
    void a_class_with_too_few_rows_is_refused_with_the_count() throws IOException {
        Path config = config("few", "minimumPerClass: 5 -> minimumPerClass: 100");
        assertThatThrownBy(() -> train(config, "2026-03-02T00:00:00Z"))
                .isInstanceOf(TrainingException.class)
                .hasMessageMatching("(?s)Class P\\d has \\d+ rows in the training part of 4\\d\\d; .*asks for 100.*");
    }

    @Test
    void a_wrong_configuration_is_told_with_its_line() throws IOException {
        assertThatThrownBy(() -> train(config("a", "epochs: 20 -> epochs: many"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("sample.yaml:24: trainer.epochs: ");
        assertThatThrownBy(() -> train(config("c", "refit: -> refitt:"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("sample.yaml:")
                .hasMessageContaining("refit");
        assertThatThrownBy(() -> train(config("b", "sample.ndjson -> nothing.ndjson"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("nothing.ndjson does not exist");
        assertThatThrownBy(() -> train(folder.resolve("none.yaml"), "2026-03-02T00:00:00Z"))
                .hasMessageContaining("none.yaml does not exist");
    }

    private PriorityModel train(Path config, String now) {
        return new Train(line -> {}, Clock.fixed(Instant.parse(now), ZoneOffset.UTC)).train(config);
    }

    /** The sample's configuration, writing elsewhere, with one text replaced: {@code from -> to}. */
    private Path config(String output, String change) throws IOException {
        String text = Files.readString(Path.of("training/sample.yaml"));
        if (!change.isEmpty()) {
            String[] fromTo = change.split(" -> ", 2);
            text = text.replace(fromTo[0], fromTo[1]);
        }
        // The configuration's digest is part of the model, so the folder it writes to must be outside of it.
        Path here = Files.createDirectories(folder.resolve(output));
        Files.copy(
                Path.of("training/sample.ndjson"), here.resolve("sample.ndjson"), StandardCopyOption.REPLACE_EXISTING);
        return Files.writeString(here.resolve("sample.yaml"), text.replace("../target/models/sample", "."));
    }
}
