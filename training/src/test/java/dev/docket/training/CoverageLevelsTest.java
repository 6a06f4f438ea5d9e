package dev.docket.training;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.priority.reference.SetCalibration;
import dev.docket.training.config.TrainingConfig;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoverageLevelsTest {
    @ParameterizedTest
    @ValueSource(strings = {"priority.yaml", "own.yaml"})
    void a_model_that_serves_is_calibrated_for_the_levels_that_its_thresholds_follow(String config) {
        assertThat(TrainingConfig.read(Path.of("training", config)).split().coverage())
                .isEqualTo(SetCalibration.COVERAGE);
    }
}
