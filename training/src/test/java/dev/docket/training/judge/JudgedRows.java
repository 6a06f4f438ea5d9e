package dev.docket.training.judge;

import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.OrderSnapshot;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.ReferenceSnapshot.TypicalOrder;
import dev.docket.sample.Outcome;
import dev.docket.sample.SampleBusiness;
import dev.docket.training.cases.Case;
import dev.docket.training.cases.Timeline.Moment;
import dev.docket.training.learn.Forecast;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.IntToDoubleFunction;
import java.util.stream.IntStream;

/** Judged orders of which everything is known: every fifth costs a tenth of its value. */
final class JudgedRows {
    private static final List<OrderSnapshot> ORDERS = SampleBusiness.orders(5)
            .map(order -> order.snapshot())
            .filter(order -> order.order().netAmount() != null
                    && order.order().netAmount().compareTo(BigDecimal.valueOf(100)) > 0)
            .limit(400)
            .toList();

    private JudgedRows() {}

    static boolean isCostly(int order) {
        return order % 5 == 0;
    }

    static double value(int order) {
        return Objects.requireNonNull(ORDERS.get(order).order().netAmount()).doubleValue();
    }

    /**
     * What a model says that gives an order this probability of a cost, and its value times that as the expected loss.
     *
     * @param orders how many
     */
    static Judgement judgement(int orders, IntToDoubleFunction probability) {
        return new Judgement(IntStream.range(0, orders)
                .mapToObj(i -> row(i, probability.applyAsDouble(i)))
                .toList());
    }

    private static JudgedOrder row(int i, double probability) {
        OrderSnapshot order = ORDERS.get(i);
        double cost = isCostly(i) ? value(i) / 10 : 0;
        Case one = new Case(order, new Outcome(isCostly(i) ? 2 : 0, false, false), cost, "SO-" + i);
        return new JudgedOrder(
                new Moment(one, reference(order)),
                1,
                new Forecast(List.of(0.0, 0.0, probability, 1 - probability), probability, value(i) * probability, 0),
                isCostly(i) ? 2 : 3,
                PriorityClass.P4,
                new TreeSet<>(List.of(PriorityClass.P4)));
    }

    private static ReferenceSnapshot reference(OrderSnapshot order) {
        TreeMap<String, TypicalOrder> typical = new TreeMap<>();
        typical.put(ReferenceSnapshot.ANY, new TypicalOrder(1_000, 1, 1, 1));
        return new ReferenceSnapshot(order.now(), LossEstimate.Basis.OWN, 0, 0.1, typical, Map.of(), List.of(0.0, 1.0));
    }
}
