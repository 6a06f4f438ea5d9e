package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.service.outcome.Feedback.Action;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

class OutcomeStatisticsTest {
    private final OutcomeStatistics statistics = new OutcomeStatistics();

    @Test
    void a_hold_that_went_out_unchanged_is_a_false_hold_of_each_rule_that_had_fired() {
        statistics.add(
                Disposition.HOLD,
                Action.RELEASED,
                List.of(new RuleId("credit-limit-exceeded"), new RuleId("duplicate-order")));
        statistics.add(Disposition.HOLD, Action.HELD, List.of(new RuleId("credit-limit-exceeded")));

        assertThat(falseHolds("credit-limit-exceeded")).isEqualTo(new Share(1, 2));
        assertThat(falseHolds("duplicate-order")).isEqualTo(new Share(1, 1));
        assertThat(statistics.all().overridden()).isEqualTo(new Share(1, 2));
    }

    @Test
    void whatever_a_person_does_after_a_review_overrides_nothing() {
        statistics.add(Disposition.REVIEW, Action.REJECTED, List.of());
        statistics.add(Disposition.REVIEW, Action.RELEASED, List.of());

        assertThat(statistics.all().overridden()).isEqualTo(new Share(0, 0));
        assertThat(statistics.all().falseHolds()).isEqualTo(new Share(1, 2));
    }

    @Test
    void a_cancellation_overrides_nothing() {
        for (Disposition disposition : Disposition.values()) {
            statistics.add(disposition, Action.CANCELLED, List.of());
        }

        assertThat(statistics.all().overridden().hits()).isZero();
    }

    @Test
    void a_release_that_was_held_is_an_override() {
        statistics.add(Disposition.RELEASE, Action.HELD, List.of());

        assertThat(statistics.all().overridden()).isEqualTo(new Share(1, 1));
        assertThat(statistics.all().falseHolds()).isEqualTo(new Share(0, 0));
    }

    // Newcombe 1998, "Two-sided confidence intervals for the single proportion", table I, method 3.
    @Test
    void the_interval_is_that_of_the_literature() {
        assertThat(new Share(81, 263).lower()).isCloseTo(0.2553, within(0.00005));
        assertThat(new Share(81, 263).upper()).isCloseTo(0.3662, within(0.00005));
        assertThat(new Share(15, 148).lower()).isCloseTo(0.0624, within(0.00005));
        assertThat(new Share(15, 148).upper()).isCloseTo(0.1605, within(0.00005));
        assertThat(new Share(0, 20).lower()).isZero();
        assertThat(new Share(0, 20).upper()).isCloseTo(0.1611, within(0.00005));
    }

    private Share falseHolds(String ruleId) {
        return Objects.requireNonNull(statistics.byRule().get(ruleId)).falseHolds();
    }
}
