package dev.docket.training.judge;

import static dev.docket.training.judge.JudgedRows.isCostly;
import static dev.docket.training.judge.JudgedRows.judgement;
import static dev.docket.training.judge.JudgedRows.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;

class GateTest {
    private static final long SEED = 1;
    private static final int ORDERS = 400;
    /** Knows nothing: its list is that by value. */
    private static double blind(int unused) {
        return 0.2;
    }

    private static double knowing(int order) {
        return isCostly(order) ? 0.8 : 0.05;
    }

    /** Foresees what costs anything among small orders, and takes the costly large ones for safe. */
    private static double knowingSmallOrdersOnly(int order) {
        return value(order) < 20_000 ? knowing(order) : isCostly(order) ? 0.1 : 0.3;
    }

    @Test
    void a_model_that_knows_better_than_the_present_one_and_than_value_is_accepted() {
        Gate gate = gate(GateTest::knowing, GateTest::blind);
        assertThat(gate.isOpen()).as(gate.toString()).isTrue();
        assertThat(gate.lines()).last().isEqualTo("accepted");
        assertThat(gate.lines()).first().isEqualTo("judged on 400 later orders that neither model was trained on:");
    }

    @Test
    void a_model_whose_list_is_worse_than_ranking_by_value_is_refused_though_it_knows_better_what_costs_anything() {
        Gate gate = gate(GateTest::knowingSmallOrdersOnly, GateTest::blind);
        assertThat(gate.isOpen()).as(gate.toString()).isFalse();
        assertThat(gate.lines())
                .last()
                .isEqualTo("refused: its list holds less of the cost than the present model's; "
                        + "its list holds no more of the cost than ranking by value");
    }

    @Test
    void a_model_that_knows_no_better_than_the_present_one_is_refused() {
        assertThat(gate(GateTest::knowing, GateTest::knowing).isOpen()).isFalse();
        Gate worse = gate(GateTest::blind, GateTest::knowing);
        assertThat(worse.isOpen()).isFalse();
        assertThat(worse.lines()).last().asString().contains("it knows no better than the present model what costs");
    }

    @Test
    void few_orders_are_no_proof() {
        Gate gate = Gate.of(judgement(99, GateTest::knowing), judgement(99, GateTest::blind), SEED);
        assertThat(gate.isOpen()).isFalse();
        assertThat(gate.lines())
                .last()
                .asString()
                .startsWith("refused: 99 later orders, of which 20 cost anything, are too few to tell (100 and 20");
    }

    @Test
    void the_same_judgements_give_the_same_words() {
        assertThat(gate(GateTest::knowing, GateTest::blind)).isEqualTo(gate(GateTest::knowing, GateTest::blind));
    }

    private static Gate gate(IntToDoubleFunction fresh, IntToDoubleFunction present) {
        return Gate.of(judgement(ORDERS, fresh), judgement(ORDERS, present), SEED);
    }
}
