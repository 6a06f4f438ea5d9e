package dev.docket.cli.change;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.change.Dossier;
import dev.docket.change.Selector;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Limits;
import dev.docket.change.guard.Verdict;
import dev.docket.json.CanonicalJson;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What approvers read of a canary before they sign. */
class CanaryTextTest {
    private static JsonNode document(@Nullable Figures figures) throws IOException {
        return new ObjectMapper()
                .readTree(CanonicalJson.of(new Dossier.Tried(
                        7,
                        new Selector(List.of("DC-1"), List.of(), List.of(), List.of(), 100),
                        new Limits(50, null, null, 10, null, null, 50),
                        figures)));
    }

    @Test
    void the_verdicts_are_those_of_the_counts_whatever_the_dossier_says() throws IOException {
        Counts counts = new Counts(
                400,
                3,
                190,
                new Counts.Paired(100, 90, 0, 210),
                new Counts.Paired(0, 0, 0, 400),
                new Counts.Share(0, 0),
                new Counts.Share(0, 400),
                new Counts.Share(0, 0));
        Figures forged = new Figures(List.of(), counts, Verdict.HEALTHY, "HEALTHY after 400 orders");

        List<String> lines = CanaryText.tried(document(forged));

        assertThat(lines).hasSize(4);
        assertThat(lines.getFirst())
                .isEqualTo("in canary since step 7, for warehouse DC-1 and 10.0 % of the customers");
        assertThat(lines.get(1))
                .isEqualTo("  REGRESSION after 400 orders, of which 190 were held; for 3 of them the base stood");
        assertThat(lines.get(2)).startsWith("  REGRESSION  HOLDS      190 with the candidate, 100 with the base");
        assertThat(lines.get(3)).contains("ERRORS     0 of 400");
    }

    @Test
    void one_that_was_cut_short_says_so() throws IOException {
        assertThat(CanaryText.tried(document(null)))
                .containsExactly(
                        "in canary since step 7, for warehouse DC-1 and 10.0 % of the customers",
                        "  cut short, so nothing was recorded of it");
    }
}
