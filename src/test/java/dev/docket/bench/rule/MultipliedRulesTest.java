package dev.docket.bench.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.rules.RuleFolder;
import dev.docket.rules.read.ParsedFolder;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class MultipliedRulesTest {
    @Test
    void as_many_rules_as_wanted_are_read_without_a_problem() {
        ParsedFolder parsed = ParsedFolder.read(MultipliedRules.files(1_000));
        assertThat(parsed.problems()).isEmpty();
        assertThat(parsed.rules()).hasSize(1_000);
    }

    @Test
    void a_copy_has_thresholds_of_its_own() {
        ParsedFolder parsed = ParsedFolder.read(MultipliedRules.files(200));
        assertThat(parsed.parameters().get("past-due-days-1")).isNotNull();
        assertThat(new String(Objects.requireNonNull(MultipliedRules.files(200).get("credit-1.drl")), UTF_8))
                .contains("rule \"past-due-balance-1\"", "parameters.days(\"past-due-days-1\")");
    }

    @Test
    void without_copies_the_rules_are_the_shipped_ones() {
        assertThat(ParsedFolder.read(MultipliedRules.files(0)).rules())
                .isEqualTo(ParsedFolder.read(RuleFolder.read(Path.of("rules"))).rules());
    }
}
