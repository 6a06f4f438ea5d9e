package dev.docket.training.mapping;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;

class LateSharesTest {
    private static final LocalDate MONDAY = LocalDate.parse("2026-03-02");
    private static final LateShares SHARES = new LateShares(
            10,
            90,
            List.of(
                    new LateShares.Observation(MONDAY, "acme", true),
                    new LateShares.Observation(MONDAY.plusDays(1), "acme", false)));

    @Test
    void what_is_not_yet_known_does_not_count() {
        assertThat(SHARES.share("acme", MONDAY.minusDays(1))).isEqualByComparingTo("0.1");
    }

    @Test
    void a_share_is_shrunk_towards_the_share_of_all() {
        // All: (1 + 10 * 0.1) / 11 = 0.1818; acme: (1 + 10 * 0.1818) / 11 = 0.2562
        assertThat(SHARES.share("acme", MONDAY)).isEqualByComparingTo("0.2562");
        assertThat(SHARES.share("unknown", MONDAY)).isEqualByComparingTo("0.1818");
    }

    @Test
    void what_became_known_before_the_window_does_not_count() {
        // Only Tuesday's row is in the window. All: (0 + 10 * 0.1) / 11 = 0.0909; acme: (0 + 10 * 0.0909) / 11 = 0.0826
        assertThat(SHARES.share("acme", MONDAY.plusDays(90))).isEqualByComparingTo("0.0826");
        assertThat(SHARES.share("acme", MONDAY.plusDays(91))).isEqualByComparingTo("0.1");
    }
}
