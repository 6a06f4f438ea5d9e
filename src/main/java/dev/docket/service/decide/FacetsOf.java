package dev.docket.service.decide;

import dev.docket.decision.Decision;
import dev.docket.decision.NotedException;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.Verdict;
import dev.docket.journal.record.Facets;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.service.privacy.MaskedRequest;
import java.util.SortedMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The search keys of a decision. */
public final class FacetsOf {
    private FacetsOf() {}

    /** @param declared the attributes of the policy that decided */
    public static Facets decision(
            OrderSnapshot snapshot, Decision decision, MaskedRequest masked, AttributeCatalogue declared) {
        SortedMap<String, String> attributes = declared.facetsOf(snapshot);
        attributes.replaceAll(masked::facet);
        return new Facets(
                masked.facet("order.orderId", snapshot.order().orderId()),
                masked.facet("customer.customerId", snapshot.customer().customerId()),
                masked.facet("customer.segment", text(snapshot.customer().segment())),
                masked.facet(
                        "warehouse.nodeId",
                        text(
                                snapshot.warehouse() == null
                                        ? null
                                        : snapshot.warehouse().nodeId())),
                snapshot.checkpoint().name(),
                decision.recommendation().disposition().name(),
                decision.priority().priorityClass().name(),
                text(snapshot.order().currency()),
                snapshot.order().netAmount(),
                decision.exceptions().stream()
                        .map(NotedException::entry)
                        .map(entry -> entry.code())
                        .collect(Collectors.toCollection(TreeSet::new)),
                decision.trace().rules().stream()
                        .filter(rule -> rule.verdict() == Verdict.FIRED)
                        .map(RuleTrace::ruleId)
                        .collect(Collectors.toCollection(TreeSet::new)),
                attributes);
    }

    private static String text(@Nullable Object value) {
        return value == null ? "" : value.toString();
    }
}
