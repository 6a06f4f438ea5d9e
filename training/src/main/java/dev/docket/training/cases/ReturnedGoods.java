package dev.docket.training.cases;

import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderType;
import dev.docket.sample.Outcome;
import dev.docket.sample.PastOrder;
import dev.docket.training.config.OutcomeCost;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;

/**
 * What became of orders, told by later returns alone: goods that come back were bought with the last order before in which the same customer
 * had so many of the item left. Returns of what nobody bought before, such as from earlier years, are left out.
 */
public final class ReturnedGoods {
    private final Map<Goods, Deque<Bought>> bought = new HashMap<>();
    private final double[] returned;

    private record Goods(String customer, String item) {}

    private static final class Bought {
        private final int order;
        private final double price;
        private double left;

        Bought(int order, double price, double left) {
            this.order = order;
            this.price = price;
            this.left = left;
        }
    }

    private ReturnedGoods(int orders) {
        this.returned = new double[orders];
    }

    /**
     * The orders that are no returns, in order of time, each with the share of a cancelled order's cost that came back; a customer's orders are
     * one group.
     */
    public static List<Case> cases(List<PastOrder> orders, OutcomeCost costs) {
        List<OrderSnapshot> all = orders.stream()
                .map(PastOrder::snapshot)
                .sorted(Comparator.comparing(OrderSnapshot::now).thenComparing(OrderSnapshot::requestId))
                .toList();
        ReturnedGoods goods = new ReturnedGoods(all.size());
        for (int i = 0; i < all.size(); i++) {
            goods.met(i, all.get(i));
        }
        List<Case> cases = new ArrayList<>();
        for (int i = 0; i < all.size(); i++) {
            if (!isReturn(all.get(i))) {
                cases.add(goods.caseOf(i, all.get(i), costs));
            }
        }
        return cases;
    }

    private static boolean isReturn(OrderSnapshot order) {
        return order.order().typeOrStandard() == OrderType.RMA;
    }

    private void met(int i, OrderSnapshot order) {
        for (Line line : order.order().lines()) {
            Deque<Bought> of = bought.computeIfAbsent(
                    new Goods(order.customer().customerId(), line.itemId()), goods -> new ArrayDeque<>());
            double quantity = line.orderedQty().doubleValue();
            if (isReturn(order)) {
                takeBack(of, quantity);
            } else {
                BigDecimal price = line.unitPrice();
                of.addLast(new Bought(i, price == null ? 0 : price.doubleValue(), quantity));
            }
        }
    }

    private void takeBack(Deque<Bought> bought, double quantity) {
        for (Iterator<Bought> latest = bought.descendingIterator(); latest.hasNext(); ) {
            Bought one = latest.next();
            if (one.left >= quantity) {
                one.left -= quantity;
                returned[one.order] += quantity * one.price;
                return;
            }
        }
    }

    private Case caseOf(int i, OrderSnapshot order, OutcomeCost costs) {
        double cost = Math.min(OutcomeCost.value(order), returned[i]) * costs.cancelled();
        return new Case(
                order, new Outcome(0, cost > 0, false), cost, order.customer().customerId());
    }
}
