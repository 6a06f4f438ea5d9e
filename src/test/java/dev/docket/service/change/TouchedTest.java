package dev.docket.service.change;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleLoader;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.diff.PolicyDiff;
import dev.docket.fixture.SmallRules;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TouchedTest {
    @TempDir
    Path folder = Path.of(".");

    @Test
    void a_field_that_orders_may_carry_touches_every_rule_and_so_whoever_must_approve_its_codes() throws IOException {
        Path before = SmallRules.write(folder.resolve("before"), 30);
        Path after = SmallRules.write(folder.resolve("after"), 30);
        Files.writeString(
                after.resolve("attributes.yaml"),
                "order: { margin: { type: decimal, owner: SALES, meaning: What is earned } }\n");
        try (LoadedBundle old = load(before);
                LoadedBundle young = load(after)) {
            assertThat(Touched.of(PolicyDiff.between(old, young), old, young))
                    .contains("file rules/attributes.yaml", "rule past-due-balance", "code FIN-202", "code CUS-301");
            assertThat(Touched.of(PolicyDiff.between(old, old), old, old)).isEmpty();
        }
    }

    private static LoadedBundle load(Path rules) {
        return BundleLoader.load(BundleFolder.of(rules, null));
    }
}
