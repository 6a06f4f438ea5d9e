package dev.docket.priority;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.hostile.MutatedJson;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.loss.ModelLoader;
import dev.docket.sample.SampleOrders;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A damaged model whose manifest agrees with the damage is refused, or has an opinion of every order, and nothing else.
 * {@code -Dfuzz.models=100000} tries more, and {@code -Dfuzz.seed} others.
 */
@Timeout(3600)
class ModelFuzzTest {
    private static final int MODELS = Integer.getInteger("fuzz.models", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);
    private static final List<OrderSnapshot> ORDERS =
            SampleOrders.generate(SEED).limit(25).toList();

    @ParameterizedTest
    @ValueSource(strings = {"sample-model", "sample-loss-model"})
    void a_damaged_model_is_refused_or_has_an_opinion_of_every_order(String name, @TempDir Path folder)
            throws IOException {
        MutatedJson mutated = new MutatedJson(new Random(SEED));
        Random random = new Random(SEED);
        List<String> listed = copy(Path.of("src/test/resources").resolve(name), folder);
        List<String> deciding = listed.stream()
                .filter(file -> file.endsWith(".json") || file.equals(ModelFolder.WEIGHTS))
                .toList();
        int refused = 0;
        for (int i = 0; i < MODELS; i++) {
            Path file = folder.resolve(deciding.get(random.nextInt(deciding.size())));
            byte[] intact = Files.readAllBytes(file);
            boolean isStructural = !file.endsWith(ModelFolder.WEIGHTS) && random.nextBoolean();
            Files.write(file, isStructural ? mutated.changed(intact) : mutated.damaged(intact));
            Files.writeString(folder.resolve(ModelManifest.FILE), ModelManifest.of(folder, listed));
            Optional<TrainedModel> loaded = loaded(folder);
            loaded.ifPresent(ModelFuzzTest::hasOpinions);
            refused += loaded.isEmpty() ? 1 : 0;
            Files.write(file, intact);
        }
        System.out.printf(Locale.ROOT, "%,d models (%s, seed %d): %,d refused%n", MODELS, name, SEED, refused);
        assertThat(refused).isBetween(1, MODELS - 1);
    }

    private static List<String> copy(Path from, Path to) throws IOException {
        for (String name : ModelManifest.listed(Files.readString(from.resolve(ModelManifest.FILE)))) {
            Files.copy(from.resolve(name), to.resolve(name));
        }
        return ModelManifest.listed(Files.readString(from.resolve(ModelManifest.FILE)));
    }

    private static Optional<TrainedModel> loaded(Path folder) {
        try {
            return Optional.of(ModelLoader.load(folder));
        } catch (ModelException refused) {
            return Optional.empty();
        }
    }

    private static void hasOpinions(TrainedModel model) {
        Classifier classifier = model.classifier(Edition.SECOND);
        for (OrderSnapshot order : ORDERS) {
            assertThat(classifier.assess(order))
                    .as("of %s, seed %d", order.requestId(), SEED)
                    .isNotInstanceOf(Opinion.Abstained.class);
        }
        assertThat(model.drift().of(ORDERS.stream()))
                .isNotEmpty()
                .allMatch(moved -> Double.isFinite(moved.stabilityIndex()));
    }
}
