package dev.docket.service;

import dev.docket.decision.Decision;
import dev.docket.decision.NotedException;
import dev.docket.decision.RuleTrace;
import dev.docket.decision.Verdict;
import dev.docket.journal.Facets;
import dev.docket.order.OrderSnapshot;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a decision is found by later. */
final class FacetsOf {
    private FacetsOf() {}

    static Facets decision(OrderSnapshot snapshot, Decision decision) {
        return new Facets(
                snapshot.order().orderId(),
                snapshot.customer().customerId(),
                text(snapshot.customer().segment()),
                text(snapshot.warehouse() == null ? null : snapshot.warehouse().nodeId()),
                snapshot.checkpoint().name(),
                decision.recommendation().disposition().name(),
                decision.priority().priorityClass().name(),
                snapshot.order().currency(),
                snapshot.order().netAmount(),
                decision.exceptions().stream()
                        .map(NotedException::entry)
                        .map(entry -> entry.code())
                        .collect(Collectors.toCollection(TreeSet::new)),
                decision.trace().rules().stream()
                        .filter(rule -> rule.verdict() == Verdict.FIRED)
                        .map(RuleTrace::ruleId)
                        .collect(Collectors.toCollection(TreeSet::new)));
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
