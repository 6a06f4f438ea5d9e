package dev.docket.offline;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.Renewal;
import dev.docket.service.outcome.Feedback;
import dev.docket.service.outcome.PastDecisions;
import dev.docket.service.outcome.PastDecisions.Past;
import dev.docket.service.proof.JournalStore;
import dev.docket.training.cases.OwnHistory;
import dev.docket.training.cases.OwnOrder;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.OptionalDouble;
import org.jspecify.annotations.Nullable;

/** The orders of a journal as training wants them. */
final class OwnJournal {
    private OwnJournal() {}

    /**
     * Reads a journal; services may be writing.
     *
     * @param place a data folder, or the URL of a database; DOCKET_JOURNAL_USER and DOCKET_JOURNAL_PASSWORD are the credentials
     * @throws dev.docket.service.StoreUnavailableException if it cannot be read
     */
    static OwnHistory read(String place, Instant at) {
        List<Past<OrderSnapshot>> past = PastDecisions.read(store(place));
        return new OwnHistory(
                past.stream()
                        .filter(one -> one.outcome() != null)
                        .map(one -> own(one.order(), one.outcome()))
                        .toList(),
                past.stream()
                        .map(one -> new Renewal.Met(
                                MetOrder.of(one.order()),
                                one.outcome() == null ? null : one.outcome().isCostly(),
                                one.said().expectedLoss()))
                        .toList(),
                at);
    }

    private static JournalStore store(String place) {
        return place.startsWith(JournalStore.POSTGRESQL)
                ? JournalStore.postgresql(
                        Path.of("data"),
                        place,
                        System.getenv().getOrDefault("DOCKET_JOURNAL_USER", ""),
                        System.getenv().getOrDefault("DOCKET_JOURNAL_PASSWORD", ""))
                : new JournalStore.Sqlite(Path.of(place));
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
