package dev.docket.change.guard;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.docket.change.guard.Counts.Paired;
import dev.docket.change.guard.Counts.Share;
import java.util.Arrays;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class GuardTest {
    private static final int CANARIES = 10_000;
    private static final int ORDERS = 2_000;
    private static final Limits FIVE_PERCENT_MORE_HOLDS = new Limits(50, null, null, null, null, null, 50);
    private static final Limits ALL = new Limits(50, 100, 200, 10, 50, 100, 50);

    /**
     * One canary, looked at after every order.
     *
     * @param base the share that the base holds
     * @param more how many more the candidate holds, as a share of the base's
     * @param flips the share of orders on which they differ for no reason, in both directions alike
     * @return the number of the order after which the guard first says so; 0 if it never does
     */
    private static int firstSaid(
            Verdict wanted, double base, double more, double flips, Guard guard, SplittableRandom random) {
        Paired holds = Paired.NONE;
        for (int order = 1; order <= ORDERS; order++) {
            double draw = random.nextDouble();
            double both = base - flips / 2;
            boolean isNeither = draw >= both + flips + base * more;
            holds = holds.and(
                    !isNeither && draw < base + base * more, !isNeither && (draw < both || draw >= base + base * more));
            // An order that neither holds changes nothing that a guard of holds looks at.
            if (!isNeither && guard.verdict(counts(holds)) == wanted) {
                return order;
            }
        }
        return 0;
    }

    private static Counts counts(Paired holds) {
        return new Counts(holds.all(), 0, 0, holds, Paired.NONE, Share.NONE, Share.NONE, Share.NONE);
    }

    private static int[] simulate(Verdict wanted, double more) {
        Guard guard = new Guard(FIVE_PERCENT_MORE_HOLDS);
        SplittableRandom random = new SplittableRandom(17);
        int[] said = new int[CANARIES];
        for (int i = 0; i < CANARIES; i++) {
            said[i] = firstSaid(wanted, 0.2, more, 0.02, guard, random);
        }
        return said;
    }

    private static double share(int[] said) {
        return (double) Arrays.stream(said).filter(order -> order > 0).count() / said.length;
    }

    @Test
    void of_10000_canaries_exactly_at_the_limit_no_more_than_stated_are_ever_called_a_regression() {
        double alarms = share(simulate(Verdict.REGRESSION, 0.05));

        System.out.printf(
                Locale.ROOT,
                "guard: %d canaries of %d orders at the limit, looked at after every order: %.2f %% false alarms, 5 %% stated%n",
                CANARIES,
                ORDERS,
                alarms * 100);
        assertThat(alarms).isBetween(0.001, 0.05);
    }

    @Test
    void of_10000_canaries_that_hold_20_percent_more_nearly_all_are_caught() {
        int[] said = simulate(Verdict.REGRESSION, 0.2);
        int[] caught = Arrays.stream(said).filter(order -> order > 0).sorted().toArray();

        System.out.printf(
                Locale.ROOT,
                "guard: +20 %% holds: %.2f %% caught within %d orders; half of them after %d, nine in ten after %d%n",
                share(said) * 100,
                ORDERS,
                caught[caught.length / 2],
                caught[caught.length * 9 / 10]);
        assertThat(share(said)).isGreaterThan(0.95);
    }

    @Test
    void of_10000_canaries_beyond_the_limit_no_more_than_stated_are_ever_called_healthy() {
        double healthy = share(simulate(Verdict.HEALTHY, 0.0501));

        System.out.printf(Locale.ROOT, "guard: just beyond the limit: %.2f %% called healthy%n", healthy * 100);
        assertThat(healthy).isBetween(0.001, 0.05);
    }

    @Test
    void a_candidate_that_changes_nothing_is_called_healthy_in_time() {
        int[] said = simulate(Verdict.HEALTHY, 0);

        System.out.printf(
                Locale.ROOT, "guard: no more holds: %.2f %% healthy within %d orders%n", share(said) * 100, ORDERS);
        assertThat(share(said)).isGreaterThan(0.4);
    }

    @Test
    void nothing_seen_is_not_enough() {
        assertThat(new Guard(ALL).verdict(Counts.NONE)).isEqualTo(Verdict.NOT_ENOUGH);
    }

    @Test
    void a_limit_of_which_nothing_is_known_is_never_healthy() {
        Counts withoutOutcomes = new Counts(
                50_000,
                0,
                0,
                new Paired(5_000, 0, 100, 44_900),
                new Paired(5_000, 0, 100, 44_900),
                Share.NONE,
                new Share(0, 50_000),
                new Share(0, 50_000));

        assertThat(new Guard(ALL).verdict(withoutOutcomes)).isEqualTo(Verdict.NOT_ENOUGH);
        assertThat(new Guard(ALL).readings(withoutOutcomes))
                .extracting(Guard.Reading::verdict)
                .containsExactly(
                        Verdict.HEALTHY, Verdict.HEALTHY, Verdict.NOT_ENOUGH, Verdict.HEALTHY, Verdict.HEALTHY);
    }

    @Test
    void one_limit_exceeded_is_a_regression_and_the_line_says_which() {
        Counts failing = new Counts(
                200,
                0,
                0,
                new Paired(20, 0, 0, 160),
                new Paired(0, 0, 0, 180),
                Share.NONE,
                new Share(20, 200),
                new Share(0, 180));

        assertThat(new Guard(ALL).verdict(failing)).isEqualTo(Verdict.REGRESSION);
        assertThat(new Guard(ALL).line(failing))
                .isEqualTo("REGRESSION after 200 orders: ERRORS 20 of 200; between 4.3 % and 19.1 %, 1.0 % allowed");
    }

    @Test
    void the_order_in_which_things_happened_does_not_matter() {
        Paired holds = Paired.NONE;
        for (int i = 0; i < 60; i++) {
            holds = holds.and(i % 2 == 0, i % 3 == 0);
        }

        assertThat(holds).isEqualTo(new Paired(10, 20, 10, 20));
    }

    @Test
    void limits_that_say_nothing_or_too_much_are_refused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new Guard(new Limits(null, null, null, null, null, null, 50)))
                .withMessageContaining("no limit is stated");
        assertThat(new Limits(-1, null, 0, null, 5, null, 900).problems())
                .containsExactly(
                        "holds (-1) is not within 0 to 10000",
                        "overrides (0) is not within 1 to 999",
                        "falseAlarms (900) is not within 1 to 500",
                        "slow and slowMillis are stated together or not at all");
    }
}
