package dev.docket.api.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.fixture.ShippedBundle;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.service.bundle.DescribeBundle;
import java.nio.charset.StandardCharsets;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class CurrentModelTest {
    @Test
    void the_model_names_the_reference_snapshot_that_it_decides_with() {
        TakenSnapshot now =
                Objects.requireNonNull(ShippedBundle.loaded().usual()).now();
        byte[] model = new BundleResource(new DescribeBundle(ShippedBundle::loaded)).model();

        assertThat(new String(model, StandardCharsets.UTF_8))
                .endsWith(",\"snapshot\":{\"digest\":\"%s\",\"takenAt\":\"%s\"}}"
                        .formatted(now.digest(), now.id().takenAt()));
    }
}
