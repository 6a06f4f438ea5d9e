package dev.docket.measure;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import java.util.stream.DoubleStream;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SpreadTest {
    @Test
    void few_rounds_say_no_more_than_their_least_and_greatest() {
        assertThat(Spread.of(3, 1, 2)).isEqualTo(new Spread(2, 1, 3));
        assertThat(Spread.of(4, 1)).isEqualTo(new Spread(2.5, 1, 4));
    }

    @Test
    void of_eleven_rounds_the_second_at_each_end_bound_the_median() {
        double[] rounds = IntStream.rangeClosed(1, 11).asDoubleStream().toArray();
        assertThat(Spread.of(rounds)).isEqualTo(new Spread(6, 2, 10));
    }

    @Test
    void the_true_median_lies_in_the_interval_as_often_as_is_said() {
        SplittableRandom random = new SplittableRandom(4);
        int runs = 4_000;
        long covered = IntStream.range(0, runs)
                .filter(run -> {
                    Spread spread = Spread.of(
                            DoubleStream.generate(random::nextDouble).limit(21).toArray());
                    return spread.low() <= 0.5 && 0.5 <= spread.high();
                })
                .count();
        // Of 21 values the interval covers 97.3 %: one place more at each end would leave 92.2 %.
        assertThat((double) covered / runs).isCloseTo(0.973, within(0.01));
    }

    @Test
    void nothing_measured_is_no_figure() {
        assertThatThrownBy(Spread::of).isInstanceOf(IllegalArgumentException.class);
    }
}
