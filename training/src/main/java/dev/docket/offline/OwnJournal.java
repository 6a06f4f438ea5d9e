package dev.docket.offline;

import dev.docket.order.OrderSnapshot;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.PastDecisions;
import dev.docket.training.cases.OwnOrder;
import java.nio.file.Path;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The orders of a journal whose outcome was reported, as training wants them. */
final class OwnJournal {
    private OwnJournal() {}

    /** @throws dev.docket.service.StoreUnavailableException if the journal cannot be read */
    static List<OwnOrder> read(Path data) {
        return PastDecisions.read(data).stream()
                .filter(past -> past.outcome() != null)
                .map(past -> own(past.order(), past.outcome()))
                .toList();
    }

    private static OwnOrder own(OrderSnapshot order, @Nullable Feedback feedback) {
        if (feedback == null) {
            throw new IllegalArgumentException("an order without an outcome");
        }
        Integer daysLate = feedback.daysLate();
        return new OwnOrder(
                order,
                daysLate == null ? 0 : daysLate,
                feedback.isCancelled(),
                feedback.isFraud(),
                cost(order, feedback));
    }

    /** Nothing is converted: a cost in another currency than the order's is left out. */
    private static OptionalDouble cost(OrderSnapshot order, Feedback feedback) {
        Feedback.Cost cost = feedback.cost();
        return cost != null && cost.currency().equals(order.order().currency())
                ? OptionalDouble.of(cost.amount().doubleValue())
                : OptionalDouble.empty();
    }
}
