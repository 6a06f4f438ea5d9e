package dev.docket.priority.loss;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Edition;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.LossReason;
import dev.docket.decision.urgency.Money;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.PriorityBands;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.decision.urgency.Stakes;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class LossClassifierTest {
    private static final LossModel MODEL = ModelLoader.loadLoss(Path.of("src/test/resources/sample-loss-model"));
    private static final List<OrderSnapshot> ORDERS =
            SampleOrders.generate(77).limit(2_000).toList();

    @Test
    void a_supplier_that_is_late_more_often_than_usual_only_raises_the_loss() {
        for (OrderSnapshot order : ORDERS) {
            for (LossReason reason : estimate(order).loss().reasons()) {
                if (reason.feature().equals("supplier late rate") && reason.value() != null && reason.usual() != null) {
                    assertThat(reason.effect().amount().signum())
                            .as("%s: %s", order.requestId(), reason.says())
                            .isIn(0, Double.compare(reason.value(), reason.usual()));
                }
            }
        }
    }

    @Test
    void what_is_absent_has_no_effect_and_is_named() {
        for (OrderSnapshot order : ORDERS) {
            LossEstimate loss = estimate(order).loss();
            for (String unknown : loss.evidence().unknown()) {
                String feature = unknown.substring(0, unknown.indexOf(':'));
                assertThat(loss.reasons())
                        .as("%s: %s", order.requestId(), unknown)
                        .noneMatch(reason -> reason.feature().equals(feature));
            }
        }
    }

    @Test
    void the_more_is_unknown_the_wider_the_set() {
        var sets = new PredictionSets(List.of(0.1, 0.2, 0.3, 0.5));
        var p = new Probabilities(0.02, 0.05, 0.2, 0.73);
        assertThat(sets.of(p, PriorityClass.P4, 0)).containsExactly(PriorityClass.P4);
        assertThat(sets.of(p, PriorityClass.P4, 0.5)).containsExactly(PriorityClass.P3, PriorityClass.P4);
        assertThat(sets.of(p, PriorityClass.P4, 1)).containsExactly(PriorityClass.values());
        assertThat(sets.of(p, PriorityClass.P2, 0))
                .as("without a gap")
                .containsExactly(PriorityClass.P2, PriorityClass.P3, PriorityClass.P4);
    }

    @Test
    void an_estimate_does_not_depend_on_who_else_is_asked() {
        List<OrderSnapshot> backwards = new ArrayList<>(ORDERS);
        Collections.reverse(backwards);
        Map<String, Opinion> first = new TreeMap<>();
        ORDERS.forEach(order ->
                first.put(order.requestId(), MODEL.classifier(Edition.SECOND).assess(order)));
        backwards.forEach(order -> assertThat(MODEL.classifier(Edition.SECOND).assess(order))
                .as(order.requestId())
                .isEqualTo(first.get(order.requestId())));
    }

    @Test
    void a_standing_exception_costs_what_the_policy_says() {
        OrderSnapshot order = SampleOrders.history(3).findFirst().orElseThrow().snapshot();
        var policy = new LossPolicy(
                0.05, 0.5, 1, 0, new TreeMap<>(Map.of("INV-402", 0.02)), Map.of(), PriorityBands.DEFAULT);
        Opinion.Estimated without = estimate(order, new Stakes(policy, new TreeSet<>()));
        Opinion.Estimated with = estimate(order, new Stakes(policy, new TreeSet<>(List.of("INV-402", "FIN-201"))));

        BigDecimal value = Objects.requireNonNull(order.order().netAmountFromZero());
        assertThat(with.loss().expectedLoss().amount())
                .isEqualByComparingTo(without.loss()
                        .expectedLoss()
                        .amount()
                        .add(value.multiply(new BigDecimal("0.02")).setScale(2, RoundingMode.HALF_UP)));
        assertThat(with.loss().reasons()).anyMatch(reason -> reason.feature().equals("INV-402"));
        assertThat(with.probabilities()).as("nothing is learned from it").isEqualTo(without.probabilities());
    }

    @Test
    void amounts_of_a_currency_go_before_the_quotas() {
        var bands = new PriorityBands(
                List.of(3.0, 7.0, 10.0),
                Map.of("USD", List.of(new BigDecimal("500"), new BigDecimal("100"), new BigDecimal("10"))));
        assertThat(bands.of(money("500", "USD"), 0)).isEqualTo(PriorityClass.P1);
        assertThat(bands.of(money("99.99", "USD"), 100)).isEqualTo(PriorityClass.P3);
        assertThat(bands.of(money("500", "EUR"), 97)).isEqualTo(PriorityClass.P1);
        assertThat(bands.of(money("500", "EUR"), 96.9)).isEqualTo(PriorityClass.P2);
        assertThat(bands.of(money("500", "EUR"), 79.9)).isEqualTo(PriorityClass.P4);
        assertThat(bands.of(money("0", "EUR"), 100)).isEqualTo(PriorityClass.P4);
    }

    private static Money money(String amount, String currency) {
        return new Money(new BigDecimal(amount), currency);
    }

    private static Opinion.Estimated estimate(OrderSnapshot order) {
        return estimate(order, Stakes.DEFAULT);
    }

    private static Opinion.Estimated estimate(OrderSnapshot order, Stakes stakes) {
        return (Opinion.Estimated) MODEL.classifier(Edition.SECOND).assess(order, stakes);
    }
}
