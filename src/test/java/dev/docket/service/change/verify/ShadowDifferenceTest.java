package dev.docket.service.change.verify;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.change.Dossier;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Figures that cannot be compared exactly, because other records are kept now than when they were counted. */
class ShadowDifferenceTest {
    private static final Instant FROM = Instant.parse("2026-03-02T10:00:00Z");

    private static Dossier.Shadow figures(long flipped, String worth, long retired, long masked) {
        return new Dossier.Shadow(
                FROM,
                FROM.plusSeconds(60),
                0,
                20,
                flipped,
                List.of(new Dossier.Flip("HOLD", "RELEASE", "USD", flipped, new BigDecimal(worth))),
                List.of(),
                List.of(),
                List.of(new Dossier.Count("MASKED", masked), new Dossier.Count("RETIRED", retired)),
                List.of(),
                List.of());
    }

    private static ShadowDifference between(Dossier.Shadow recorded, Dossier.Shadow counted) {
        return ShadowDifference.between(recorded, counted, 100);
    }

    @Test
    void the_same_figures_do_not_differ_however_amounts_are_written() {
        assertThat(between(figures(8, "100", 0, 0), figures(8, "100.00", 0, 0)))
                .isEqualTo(new ShadowDifference(List.of(), ""));
    }

    @Test
    void every_figure_counts_where_the_same_records_can_be_decided_again() {
        assertThat(between(figures(8, "100", 0, 0), figures(9, "101", 0, 0)).differing())
                .containsExactlyInAnyOrder(
                        "decisions with another answer: 8 recorded, 9 counted again",
                        "HOLD -> RELEASE in USD: 8 recorded, 9 counted again",
                        "order value of HOLD -> RELEASE in USD: 100 recorded, 101 counted again");
    }

    @Test
    void what_was_retired_since_may_be_missing_and_nothing_more() {
        assertThat(between(figures(8, "100", 0, 0), figures(6, "60", 2, 0)).differing())
                .isEmpty();
        assertThat(between(figures(8, "100", 0, 0), figures(5, "60", 2, 0)).differing())
                .contains("HOLD -> RELEASE in USD: 8 recorded, 5 counted again");
        assertThat(between(figures(8, "100", 0, 0), figures(6, "60", 2, 0)).remark())
                .contains("0 decisions could not be decided again then, and 2 cannot now");
    }

    @Test
    void retirement_never_makes_more_of_what_was_counted() {
        assertThat(between(figures(5, "60", 0, 0), figures(6, "60", 2, 0)).differing())
                .contains("HOLD -> RELEASE in USD: 5 recorded, 6 counted again");
    }

    @Test
    void a_masked_record_stays_masked() {
        assertThat(between(figures(8, "100", 0, 3), figures(6, "60", 2, 1)).differing())
                .containsExactly("not replayed, MASKED: 3 recorded, 1 counted again");
    }
}
