package dev.docket.priority.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.priority.ModelException;
import dev.docket.priority.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A model of losses whose numbers are none, under a manifest that agrees with them. */
class LossModelTest {
    private static final Path TRAINED = Path.of("src/test/resources/sample-loss-model");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    model.json     | "logDays" : [^,]+              | "logDays" : "NaN"
                    model.json     | "logDays" : [^,]+              | "logDays" : 1e3
                    model.json     | "weights" : \\[ [^,]+          | "weights" : [ "NaN"
                    model.json     | "weights" : \\[ [^,]+          | "weights" : [ 1e999
                    model.json     | "weights" : \\[ [^,]+          | "weights" : [ 1e300
                    model.json     | "weights" : \\[ [^,]+          | "weights" : [ "0.5"
                    model.json     | "residuals" : \\[ [^,]+        | "residuals" : [ "Infinity"
                    model.json     | "residuals" : \\[ [^,]+        | "residuals" : [ 800
                    model.json     | "cancelled" : [^,]+            | "cancelled" : "NaN"
                    model.json     | "mean" : [^,]+                 | "mean" : "-Infinity"
                    model.json     | "scale" : [^\\n]+              | "scale" : 1e-300
                    model.json     | "p2AtMost" : [^\\n]+           | "p2AtMost" : "NaN"
                    model.json     | "auc" : [^,]+                  | "auc" : 1e999
                    model.json     | "shares" : \\[ [^,]+,          | "shares" : [
                    model.json     | "cuts" : \\[ [^,]+,            | "cuts" : [ "NaN",
                    reference.json | "baseRate":[^,]+               | "baseRate":"NaN"
                    reference.json | "value":[^,]+                  | "value":1e999
                    reference.json | "orders":[^,]+                 | "orders":-5
                    reference.json | "costly":[^,]+                 | "costly":1e6
                    reference.json | "overdue":[^}]+                | "overdue":-1
                    reference.json | "lossMultiples":\\[[^,]+       | "lossMultiples":["NaN"
                    """)
    void a_number_that_is_none_or_could_make_one_is_refused(String file, String right, String wrong)
            throws IOException {
        copy();
        String text = Files.readString(folder.resolve(file));
        String changed = text.replaceFirst(right, wrong);
        assertThat(changed).isNotEqualTo(text);
        Files.writeString(folder.resolve(file), changed);
        Files.writeString(folder.resolve(ModelManifest.FILE), ModelManifest.of(folder, LossModel.FILES));

        assertThatThrownBy(() -> ModelLoader.load(folder)).isInstanceOf(ModelException.class);
    }

    private void copy() throws IOException {
        for (String name : LossModel.FILES) {
            Files.copy(TRAINED.resolve(name), folder.resolve(name));
        }
    }
}
