package dev.docket.decision;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** A rule book whose findings are settled before. */
record SettledRules(Findings first, Findings across, Arbitration arbitration) implements RuleBook {
    static final Arbitration ARBITRATION = new Arbitration(
            List.of("RESOURCE_FROM_NODE", "SUBSTITUTE", "REALLOCATE", "RESCHEDULE", "SHIP_PARTIAL_BACKORDER"),
            new PriorityCost(1, 2),
            0.8,
            LossPolicy.DEFAULT);

    static SettledRules of(Effect... effects) {
        return new SettledRules(findings(effects), findings(), ARBITRATION);
    }

    /** A rule book of which some rules fail. */
    static SettledRules failing(String... ruleIds) {
        return new SettledRules(
                new Findings(
                        List.of(),
                        List.of(),
                        List.of(),
                        Arrays.stream(ruleIds).map(RuleId::new).collect(Collectors.toCollection(TreeSet::new))),
                findings(),
                ARBITRATION);
    }

    private static Findings findings(Effect... effects) {
        return new Findings(List.of(effects), List.of(), List.of(), new TreeSet<>());
    }

    @Override
    public Edition edition() {
        return Edition.SECOND;
    }

    @Override
    public OrderSnapshot settled(OrderSnapshot received) {
        return received;
    }

    @Override
    public Findings evaluate(OrderSnapshot snapshot, TraceLevel level) {
        return first;
    }

    @Override
    public Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level) {
        return across;
    }

    @Override
    public Arbitration arbitrationOn(LocalDate asOfDate) {
        return arbitration;
    }
}
