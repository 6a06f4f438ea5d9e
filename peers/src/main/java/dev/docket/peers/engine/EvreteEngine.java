package dev.docket.peers.engine;

import dev.docket.order.AccountStatus;
import dev.docket.order.AddressValidation;
import dev.docket.order.Credit;
import dev.docket.order.Customer;
import dev.docket.order.History;
import dev.docket.order.Line;
import dev.docket.order.LotStatus;
import dev.docket.order.Order;
import dev.docket.order.PaymentMethod;
import dev.docket.order.Screening;
import dev.docket.order.ScreeningStatus;
import dev.docket.order.Segment;
import dev.docket.order.ShipTo;
import dev.docket.order.Shipment;
import dev.docket.order.TransportMode;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.evrete.KnowledgeService;
import org.evrete.api.IntToValue;
import org.evrete.api.Knowledge;
import org.evrete.api.RhsContext;
import org.evrete.api.StatefulSession;
import org.evrete.api.ValuesPredicate;
import org.evrete.api.builders.LhsBuilder;
import org.evrete.api.builders.RuleSetBuilder;

/** Evrete, with conditions as Java, and one stateful session that is cleared after each order: a new one each time takes longer. */
public final class EvreteEngine implements Engine<Set<String>>, AutoCloseable {
    private static final BigDecimal NEAR = new BigDecimal("0.9");
    private static final BigDecimal THRICE = BigDecimal.valueOf(3);

    private final List<List<Object>> orders;
    private final KnowledgeService service = new KnowledgeService();
    private final StatefulSession session;
    private Set<String> fired = new HashSet<>();

    public EvreteEngine(Orders orders) {
        this.orders = orders.facts();
        Knowledge knowledge = finance(goods(service.newKnowledge().builder())).build();
        this.session = knowledge.newStatefulSession();
    }

    @Override
    public Set<String> decide(int order) {
        fired = new HashSet<>();
        session.insertAndFire(orders.get(order));
        session.clear();
        return fired;
    }

    @Override
    public Set<String> fired(Set<String> answer) {
        return answer;
    }

    @Override
    public void close() {
        session.close();
        service.shutdown();
    }

    private RuleSetBuilder<Knowledge> finance(RuleSetBuilder<Knowledge> rules) {
        rule(rules, "large-order", Order.class, above("50000"), "$a.netAmount");
        rule(rules, "small-order", Order.class, below("50"), "$a.netAmount");
        rule(
                rules,
                "credit-limit-exceeded",
                Order.class,
                Credit.class,
                v -> debt(v).compareTo(amount(v, 2)) > 0,
                "$a.netAmount",
                "$b.exposure",
                "$b.limit");
        rule(
                rules,
                "credit-limit-near",
                Order.class,
                Credit.class,
                v -> debt(v).compareTo(amount(v, 2).multiply(NEAR)) > 0 && debt(v).compareTo(amount(v, 2)) <= 0,
                "$a.netAmount",
                "$b.exposure",
                "$b.limit");
        rules.newRule("past-due")
                .forEach("$a", Credit.class)
                .where((ValuesPredicate) v -> number(v, 0) > 30, "$a.oldestOverdueDays")
                .where(above("500"), "$a.overdueAmount")
                .execute(context -> fired.add("past-due"));
        rule(rules, "dunned", Credit.class, v -> number(v, 0) >= 3, "$a.dunningLevel");
        rule(rules, "account-on-hold", Customer.class, v -> v.get(0) == AccountStatus.HOLD, "$a.accountStatus");
        both(rules, "cash-only", Customer.class, Order.class)
                .where((ValuesPredicate) v -> v.get(0) == AccountStatus.COD_ONLY, "$a.accountStatus")
                .where((ValuesPredicate) v -> v.get(0) == PaymentMethod.ON_ACCOUNT, "$b.paymentMethod")
                .execute(context -> fired.add("cash-only"));
        both(rules, "discount-high", Order.class, Customer.class)
                .where(above("15"), "$a.discountPct")
                .where((ValuesPredicate) v -> v.get(0) == Segment.B || v.get(0) == Segment.C, "$b.segment")
                .execute(context -> fired.add("discount-high"));
        both(rules, "first-orders-large", History.class, Order.class)
                .where((ValuesPredicate) v -> number(v, 0) < 3, "$a.lifetimeOrders")
                .where(above("5000"), "$b.netAmount")
                .execute(context -> fired.add("first-orders-large"));
        rule(rules, "returns-many", History.class, above("0.2"), "$a.returnRate");
        return rules;
    }

    private RuleSetBuilder<Knowledge> goods(RuleSetBuilder<Knowledge> rules) {
        rule(
                rules,
                "screening-hit",
                Screening.class,
                v -> v.get(0) == ScreeningStatus.POTENTIAL_MATCH || v.get(0) == ScreeningStatus.MATCH,
                "$a.status");
        rule(
                rules,
                "address-unsure",
                ShipTo.class,
                v -> v.get(0) == AddressValidation.AMBIGUOUS || v.get(0) == AddressValidation.INVALID,
                "$a.validation");
        both(rules, "po-box-freight", ShipTo.class, Shipment.class)
                .where((ValuesPredicate) v -> Boolean.TRUE.equals(v.get(0)), "$a.poBox")
                .where((ValuesPredicate) v -> v.get(0) == TransportMode.LTL || v.get(0) == TransportMode.FTL, "$b.mode")
                .execute(context -> fired.add("po-box-freight"));
        rule(
                rules,
                "shipment-too-heavy",
                Shipment.class,
                v -> amount(v, 0).compareTo(amount(v, 1)) > 0,
                "$a.weightKg",
                "$a.carrierMaxWeightKg");
        rule(
                rules,
                "stock-short",
                Line.class,
                v -> amount(v, 0).compareTo(amount(v, 1)) < 0,
                "$a.availableQty",
                "$a.orderedQty");
        rule(
                rules,
                "below-cost",
                Line.class,
                v -> amount(v, 0).compareTo(amount(v, 1)) < 0,
                "$a.unitPrice",
                "$a.unitCost");
        both(rules, "hazmat-on-passenger-plane", Line.class, Shipment.class)
                .where((ValuesPredicate) v -> Boolean.TRUE.equals(v.get(0)), "$a.hazmat.cargoAircraftOnly")
                .where((ValuesPredicate) v -> v.get(0) == TransportMode.AIR_PASSENGER, "$b.mode")
                .execute(context -> fired.add("hazmat-on-passenger-plane"));
        rule(
                rules,
                "lot-blocked",
                Line.class,
                v -> v.get(0) == LotStatus.QUARANTINE || v.get(0) == LotStatus.RECALLED,
                "$a.lot.status");
        rule(
                rules,
                "quantity-unusual",
                Line.class,
                v -> amount(v, 0).compareTo(amount(v, 1).multiply(THRICE)) > 0,
                "$a.orderedQty",
                "$a.meanQty90d");
        return rules;
    }

    private void rule(
            RuleSetBuilder<Knowledge> rules, String code, Class<?> fact, ValuesPredicate test, String... fields) {
        rules.newRule(code).forEach("$a", fact).where(test, fields).execute((RhsContext context) -> fired.add(code));
    }

    private void rule(
            RuleSetBuilder<Knowledge> rules,
            String code,
            Class<?> fact,
            Class<?> other,
            ValuesPredicate test,
            String... fields) {
        both(rules, code, fact, other).where(test, fields).execute((RhsContext context) -> fired.add(code));
    }

    private static LhsBuilder<Knowledge> both(
            RuleSetBuilder<Knowledge> rules, String code, Class<?> fact, Class<?> other) {
        return rules.newRule(code).forEach("$a", fact, "$b", other);
    }

    private static ValuesPredicate above(String limit) {
        BigDecimal number = new BigDecimal(limit);
        return values -> amount(values, 0).compareTo(number) > 0;
    }

    private static ValuesPredicate below(String limit) {
        BigDecimal number = new BigDecimal(limit);
        return values -> amount(values, 0).compareTo(number) < 0;
    }

    private static BigDecimal debt(IntToValue values) {
        return amount(values, 1).add(amount(values, 0));
    }

    private static BigDecimal amount(IntToValue values, int at) {
        return (BigDecimal) values.get(at);
    }

    private static int number(IntToValue values, int at) {
        return (Integer) values.get(at);
    }
}
