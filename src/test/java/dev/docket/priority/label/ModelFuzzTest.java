package dev.docket.priority.label;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.hostile.MutatedJson;
import dev.docket.priority.ModelException;
import dev.docket.priority.ModelManifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A damaged model whose manifest agrees with the damage loads or is refused, and nothing else. {@code
 * -Dfuzz.models=100000} tries more, and {@code -Dfuzz.seed} others.
 */
@Timeout(3600)
class ModelFuzzTest {
    private static final int MODELS = Integer.getInteger("fuzz.models", 300);
    private static final long SEED = Long.getLong("fuzz.seed", 20_261_129);

    @Test
    void a_damaged_model_loads_or_is_refused(@TempDir Path folder) throws IOException {
        MutatedJson mutated = new MutatedJson(new Random(SEED));
        Random random = new Random(SEED);
        try (var files = Files.list(SampleModel.folder())) {
            for (Path file : files.toList()) {
                Files.copy(file, folder.resolve(file.getFileName()));
            }
        }
        int refused = 0;
        for (int i = 0; i < MODELS; i++) {
            Path file = folder.resolve(PriorityModel.FILES.get(random.nextInt(2)));
            byte[] intact = Files.readAllBytes(file);
            Files.write(file, mutated.damaged(intact));
            Files.writeString(folder.resolve(ModelManifest.FILE), ModelManifest.of(folder, PriorityModel.FILES));
            refused += isRefused(folder) ? 1 : 0;
            Files.write(file, intact);
        }
        System.out.printf(Locale.ROOT, "%,d models (seed %d): %,d refused%n", MODELS, SEED, refused);
        assertThat(refused).isPositive();
    }

    private static boolean isRefused(Path folder) {
        try {
            PriorityModel.load(folder);
            return false;
        } catch (ModelException refused) {
            return true;
        }
    }
}
