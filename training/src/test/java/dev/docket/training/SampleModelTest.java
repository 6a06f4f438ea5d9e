package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.priority.ModelManifest;
import dev.docket.priority.loss.LossModel;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The model that the service's tests use is committed, so that they need no training; here it is trained again. */
@ExtendWith(LocaleOfTheEntry.class)
class SampleModelTest {
    private static final Path COMMITTED = Path.of("src/test/resources/sample-loss-model");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void the_model_of_the_service_s_tests_is_what_the_sample_trains() throws IOException {
        Path trained = train();
        if (Boolean.getBoolean("it.update")) {
            for (String file : Stream.concat(LossModel.FILES.stream(), Stream.of(ModelManifest.FILE))
                    .toList()) {
                Files.copy(trained.resolve(file), COMMITTED.resolve(file), StandardCopyOption.REPLACE_EXISTING);
            }
        }
        List<Probabilities> expected = opinions(trained);
        List<Probabilities> committed = opinions(COMMITTED);

        assertThat(expected.size()).isGreaterThan(100);
        assertThat(committed)
                .as(
                        "%s is what the sample trains; if not, train it again with JAVA_TOOL_OPTIONS=-Dit.update=true",
                        COMMITTED)
                .hasSameSizeAs(expected);
        for (int i = 0; i < expected.size(); i++) {
            assertThat(committed.get(i).p1()).isCloseTo(expected.get(i).p1(), within(1e-9));
            assertThat(committed.get(i).p4()).isCloseTo(expected.get(i).p4(), within(1e-9));
        }
    }

    /** In a folder like the checkout's, as the bytes of the configuration are part of the model. */
    private Path train() throws IOException {
        Path here = Files.createDirectories(folder.resolve("training"));
        for (String file : List.of("sample.yaml", "sample.ndjson")) {
            Files.copy(Path.of("training", file), here.resolve(file));
        }
        new Train(line -> {}, Clock.systemUTC()).train(here.resolve("sample.yaml"));
        return folder.resolve("target/models/sample/priority/sample");
    }

    private static List<Probabilities> opinions(Path model) {
        Classifier classifier = ModelLoader.loadLoss(model).classifier(Edition.SECOND);
        return SampleOrders.history(4711)
                .map(PastOrder::snapshot)
                .limit(500)
                .map(classifier::assess)
                .map(opinion -> ((Opinion.Estimated) opinion).probabilities())
                .toList();
    }
}
