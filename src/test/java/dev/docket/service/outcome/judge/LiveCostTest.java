package dev.docket.service.outcome.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.service.outcome.judge.LiveCost.Bin;
import dev.docket.service.outcome.judge.LiveCost.Said;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveCostTest {
    @Test
    void probabilities_are_held_against_what_happened_together_and_in_bins() {
        LiveCost live = LiveCost.of(
                List.of(new Said(0.1, false), new Said(0.15, true), new Said(0.02, false), new Said(0.8, true)));

        assertThat(live.orders()).isEqualTo(4);
        assertThat(live.costly()).isEqualTo(2);
        assertThat(live.logLoss())
                .isCloseTo(-(Math.log(0.9) + Math.log(0.15) + Math.log(0.98) + Math.log(0.8)) / 4, within(1e-12));
        assertThat(live.brier()).isCloseTo((0.01 + 0.7225 + 0.0004 + 0.04) / 4, within(1e-12));
        assertThat(live.bins())
                .containsExactly(
                        new Bin(0, 0.05, 1, 0, 0.02), new Bin(0.1, 0.2, 2, 1, 0.125), new Bin(0.7, 1, 1, 1, 0.8));
    }

    @Test
    void certainty_is_in_the_last_bin_and_costs_a_finite_loss_when_it_was_wrong() {
        LiveCost live = LiveCost.of(List.of(new Said(1, false)));

        assertThat(live.bins()).containsExactly(new Bin(0.7, 1, 1, 0, 1));
        assertThat(live.logLoss()).isCloseTo(-Math.log(1e-6), within(1e-9));
    }

    @Test
    void without_outcomes_there_is_nothing_to_say() {
        LiveCost none = LiveCost.of(List.of());

        assertThat(none.orders()).isZero();
        assertThat(none.logLoss()).isNaN();
        assertThat(none.bins()).isEmpty();
    }
}
