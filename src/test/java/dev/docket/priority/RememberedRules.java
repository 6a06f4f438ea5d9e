package dev.docket.priority;

import dev.docket.decision.Arbitration;
import dev.docket.decision.Edition;
import dev.docket.decision.RuleBook;
import dev.docket.decision.Standing;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;
import java.util.IdentityHashMap;

/** The real rules, asked once for each order: their findings are a function of the order. For one thread. */
final class RememberedRules implements RuleBook {
    private final RuleBook rules;
    private final IdentityHashMap<OrderSnapshot, OrderSnapshot> settled = new IdentityHashMap<>();
    private final IdentityHashMap<OrderSnapshot, Findings> first = new IdentityHashMap<>();
    private final IdentityHashMap<OrderSnapshot, Findings> across = new IdentityHashMap<>();

    RememberedRules(RuleBook rules) {
        this.rules = rules;
    }

    @Override
    public Edition edition() {
        return rules.edition();
    }

    @Override
    public OrderSnapshot settled(OrderSnapshot received) {
        return settled.computeIfAbsent(received, rules::settled);
    }

    @Override
    public Findings evaluate(OrderSnapshot snapshot, TraceLevel level) {
        return first.computeIfAbsent(snapshot, order -> rules.evaluate(order, level));
    }

    @Override
    public Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level) {
        return across.computeIfAbsent(snapshot, order -> rules.evaluateAcross(order, standing, level));
    }

    @Override
    public Arbitration arbitrationOn(LocalDate asOfDate) {
        return rules.arbitrationOn(asOfDate);
    }
}
