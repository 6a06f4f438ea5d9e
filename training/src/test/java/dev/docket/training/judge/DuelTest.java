package dev.docket.training.judge;

import static dev.docket.training.judge.JudgedRows.isCostly;
import static dev.docket.training.judge.JudgedRows.judgement;
import static dev.docket.training.judge.JudgedRows.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DuelTest {
    private static final int ORDERS = 400;

    private static double blind(int unused) {
        return 0.2;
    }

    private static double knowing(int order) {
        return isCostly(order) ? 0.99 : 1e-9;
    }

    @Test
    void the_better_list_is_named_with_the_money_that_its_first_tenth_holds() {
        double lost = IntStream.range(0, ORDERS).mapToDouble(DuelTest::cost).sum();
        double best = IntStream.range(0, ORDERS)
                .mapToObj(DuelTest::cost)
                .sorted(Comparator.reverseOrder())
                .limit(ORDERS / 10)
                .mapToDouble(Double::doubleValue)
                .sum();
        double byValue = IntStream.range(0, ORDERS)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> -value(i)))
                .limit(ORDERS / 10)
                .mapToDouble(DuelTest::cost)
                .sum();

        List<String> lines =
                Duel.of("new", judgement(ORDERS, DuelTest::knowing), "old", judgement(ORDERS, DuelTest::blind), 1);

        assertThat(lines.get(0)).isEqualTo(format("400 orders with outcomes, which lost %,.0f in all", lost));
        assertThat(lines.get(1)).startsWith("  in the first tenth, by new").endsWith(format(" %,.0f", best));
        assertThat(lines.get(2)).startsWith("  in the first tenth, by old").endsWith(format(" %,.0f", byValue));
        assertThat(lines.get(3)).startsWith("  in the first tenth, by value").endsWith(format(" %,.0f", byValue));
        assertThat(lines.get(4))
                .startsWith(format("new finds %,.0f more than old", best - byValue))
                .endsWith(": new was right");
        assertThat(best).as("so that the test can fail").isGreaterThan(1.5 * byValue);
    }

    @Test
    void the_same_the_other_way_round_and_no_telling_between_equals() {
        assertThat(Duel.of("a", judgement(ORDERS, DuelTest::blind), "b", judgement(ORDERS, DuelTest::knowing), 1)
                        .get(4))
                .endsWith(": b was right");
        assertThat(Duel.of("a", judgement(ORDERS, DuelTest::blind), "b", judgement(ORDERS, DuelTest::blind), 1)
                        .get(4))
                .isEqualTo("a finds 0 more than b (95 %: 0 .. 0): no telling");
    }

    private static double cost(int order) {
        return isCostly(order) ? value(order) / 10 : 0;
    }

    private static String format(String text, double amount) {
        return String.format(Locale.ROOT, text, amount);
    }
}
