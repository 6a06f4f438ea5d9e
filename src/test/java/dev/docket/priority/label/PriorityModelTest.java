package dev.docket.priority.label;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.docket.digest.Digest;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelFolder;
import dev.docket.priority.ModelManifest;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.tribuo.protos.core.ModelProto;

class PriorityModelTest {
    private static final String FIX = "./docket train training/priority.yaml";

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_last_model_without_money_loads_and_says_what_it_is() throws IOException {
        PriorityModel model = PriorityModel.load(Path.of("models/priority/3"));
        assertThat(model.id().name()).isEqualTo("priority");
        Path files = Path.of("models/priority", model.id().version());
        assertThat(model.id().digest()).isEqualTo(Digest.over(Files.readAllBytes(files.resolve(ModelManifest.FILE))));
        assertThat(model.description().card()).contains("SCMS").contains("log loss");
        assertThat(model.description().facts()).containsKeys("data", "orders", "tribuo");
    }

    @Test
    void a_changed_file_is_refused_and_the_fix_is_named() throws IOException {
        for (String file : PriorityModel.FILES) {
            Path model = copy(file);
            byte[] bytes = Files.readAllBytes(model.resolve(file));
            bytes[bytes.length / 2] ^= 1;
            Files.write(model.resolve(file), bytes);
            assertThatThrownBy(() -> PriorityModel.load(model))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(file + " was changed after training")
                    .hasMessageContaining(FIX);
        }
    }

    @Test
    void whatever_bit_of_whatever_file_is_changed_the_model_does_not_load() throws IOException {
        long seed = 20260302;
        var random = new Random(seed);
        Path model = copy("bits");
        List<String> files = List.of(ModelFolder.DOCUMENT, ModelFolder.WEIGHTS, ModelFolder.PAGE, ModelManifest.FILE);
        for (int i = 0; i < 2_000; i++) {
            Path file = model.resolve(files.get(i % files.size()));
            byte[] whole = Files.readAllBytes(file);
            byte[] damaged = i % 8 < 6 ? whole.clone() : Arrays.copyOf(whole, random.nextInt(whole.length));
            if (i % 8 < 6) {
                damaged[random.nextInt(whole.length)] ^= (byte) (1 << random.nextInt(8));
            }
            Files.write(file, damaged);
            assertThatThrownBy(() -> PriorityModel.load(model))
                    .as("%s, change %d, seed %d", file.getFileName(), i, seed)
                    .isInstanceOf(ModelException.class);
            Files.write(file, whole);
        }
        assertThat(PriorityModel.load(model).id()).isEqualTo(SampleModel.model().id());
    }

    @Test
    void a_file_that_the_manifest_does_not_vouch_for_is_not_used() throws IOException {
        Path model = copy("unlisted");
        Files.writeString(
                model.resolve(ModelManifest.FILE),
                ModelManifest.of(model, List.of(ModelFolder.DOCUMENT, ModelFolder.CARD)));
        assertThatThrownBy(() -> PriorityModel.load(model)).hasMessageContaining("does not list all of");
    }

    @Test
    void a_missing_model_or_file_is_refused_and_the_fix_is_named() throws IOException {
        assertThatThrownBy(() -> ModelFolder.current(folder))
                .hasMessageContaining("There is no model")
                .hasMessageContaining(FIX);
        assertThatThrownBy(() -> PriorityModel.load(folder)).hasMessageContaining("manifest.sha256 is missing");
        Path model = copy("missing");
        Files.delete(model.resolve(ModelFolder.WEIGHTS));
        assertThatThrownBy(() -> PriorityModel.load(model)).hasMessageContaining("model.pb is missing");
    }

    @Test
    void a_model_with_other_features_is_refused_and_they_are_named() throws IOException {
        Path model = copy("mismatch");
        Path document = model.resolve(ModelFolder.DOCUMENT);
        Files.writeString(document, Files.readString(document).replace("\"lead time level\"", "\"lag level\""));
        sign(model);
        assertThatThrownBy(() -> PriorityModel.load(model))
                .hasMessageContaining("missing [lead time level], unknown [lag level]")
                .hasMessageContaining(FIX);
    }

    @Test
    void a_file_that_is_no_model_is_refused_even_if_the_manifest_agrees() throws IOException {
        for (String file : List.of(ModelFolder.DOCUMENT, ModelFolder.WEIGHTS)) {
            Path model = copy("garbage-" + file);
            Files.write(model.resolve(file), "{}".getBytes(StandardCharsets.UTF_8));
            sign(model);
            assertThatThrownBy(() -> PriorityModel.load(model))
                    .isInstanceOf(ModelException.class)
                    .hasMessageContaining(FIX);
        }
    }

    @Test
    void a_class_that_no_linear_model_has_is_refused_before_it_is_loaded() throws IOException {
        Path model = copy("trap");
        ModelProto weights = ModelProto.parseFrom(Files.readAllBytes(model.resolve(ModelFolder.WEIGHTS)));
        Files.write(
                model.resolve(ModelFolder.WEIGHTS),
                weights.toBuilder().setClassName(Trap.class.getName()).build().toByteArray());
        sign(model);

        assertThatThrownBy(() -> PriorityModel.load(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it names the class " + Trap.class.getName());
        assertThat(System.getProperty(Trap.SPRUNG)).isNull();
    }

    @Test
    void a_class_deep_in_the_file_is_refused_too() throws IOException {
        Path model = copy("deep");
        String weights = Files.readString(model.resolve(ModelFolder.WEIGHTS), StandardCharsets.ISO_8859_1);
        Files.writeString(
                model.resolve(ModelFolder.WEIGHTS),
                weights.replace("org.tribuo.math.la.DenseMatrix", "org.tribuo.math.la.DenseVector"),
                StandardCharsets.ISO_8859_1);
        sign(model);

        assertThatThrownBy(() -> PriorityModel.load(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("it names the class org.tribuo.math.la.DenseVector");
    }

    @ParameterizedTest
    @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY})
    void a_weight_that_is_no_number_is_refused(double weight) throws IOException {
        Path model = copy("weight");
        String trained = latin1(SampleModel.model().weights().getWeightsCopy().get(0, 0));
        String weights = Files.readString(model.resolve(ModelFolder.WEIGHTS), StandardCharsets.ISO_8859_1);
        assertThat(weights).contains(trained);
        Files.writeString(
                model.resolve(ModelFolder.WEIGHTS),
                weights.replace(trained, latin1(weight)),
                StandardCharsets.ISO_8859_1);
        sign(model);

        assertThatThrownBy(() -> PriorityModel.load(model))
                .isInstanceOf(ModelException.class)
                .hasMessageContaining("row 0, column 0 is not a finite number");
    }

    /** A number as the file has it. */
    private static String latin1(double number) {
        byte[] bytes = ByteBuffer.allocate(Double.BYTES)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putDouble(number)
                .array();
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** Leaves a trace when it is initialized. */
    static final class Trap {
        static final String SPRUNG = "docket.test.trap";

        static {
            System.setProperty(SPRUNG, "yes");
        }
    }

    private static void sign(Path model) throws IOException {
        Files.writeString(model.resolve(ModelManifest.FILE), ModelManifest.of(model, PriorityModel.FILES));
    }

    private Path copy(String name) throws IOException {
        Path copy = Files.createDirectories(folder.resolve(name));
        try (var files = Files.list(SampleModel.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, copy.resolve(file.getFileName()));
            }
        }
        return copy;
    }
}
