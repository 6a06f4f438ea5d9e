package dev.docket.service.bundle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.digest.Digest;
import dev.docket.fixture.ShippedBundle;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PolicyFilesTest {
    @TempDir
    private Path folder;

    @Test
    void every_parameter_and_every_rule_of_the_shipped_policy_has_its_sentence_its_value_and_its_cases() {
        BundleContent content = BundleContent.read(new BundleFolder(null, Path.of("rules"), Path.of("models")));
        BundleStore store = new BundleStore(folder);
        store.keep(content);

        PolicyFiles.Contents files =
                new PolicyFiles(store).of(content.manifest().digest());

        for (RuleDescription rule : ShippedBundle.loaded().rules()) {
            assertThat(files.parameters().keySet()).containsAll(rule.parameters());
            List<PolicyFiles.Example> examples =
                    files.examples().getOrDefault(rule.ruleId().text(), List.of());
            assertThat(examples).as(rule.ruleId().text()).anyMatch(PolicyFiles.Example::fires);
            assertThat(examples).as(rule.ruleId().text()).anyMatch(example -> !example.fires());
        }
        assertThat(files.parameters().values())
                .allMatch(parameter -> !parameter.says().isEmpty()
                        && !parameter.value().isEmpty()
                        && !parameter.unit().isEmpty());
        assertThat(files.parameters().get("credit-limit-near"))
                .isEqualTo(new PolicyFiles.Parameter(
                        "credit-limit-near",
                        "From which share of the limit a customer counts as near it.",
                        "percent",
                        "CREDIT",
                        "90",
                        "50 – 100"));
        assertThat(files.examples().get("credit-limit-exceeded"))
                .contains(new PolicyFiles.Example(
                        "credit-limit-exceeded",
                        "One cent above the limit holds the order for credit.",
                        true,
                        "cases/credit.yaml:5"));
    }

    @Test
    void of_a_bundle_that_is_not_kept_nothing_is_said() {
        PolicyFiles.Contents files =
                new PolicyFiles(new BundleStore(folder)).of(Digest.over("another".getBytes(StandardCharsets.UTF_8)));

        assertThat(files.parameters()).isEmpty();
        assertThat(files.examples()).isEmpty();
    }
}
