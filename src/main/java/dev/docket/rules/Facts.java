package dev.docket.rules;

import dev.docket.decision.Standing;
import dev.docket.order.Credit;
import dev.docket.order.CreditRelease;
import dev.docket.order.Customer;
import dev.docket.order.History;
import dev.docket.order.Line;
import dev.docket.order.Order;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.PaymentAuthorization;
import dev.docket.order.Screening;
import dev.docket.order.ShipTo;
import dev.docket.order.Shipment;
import dev.docket.order.Source;
import dev.docket.order.TaxCertificate;
import dev.docket.order.Warehouse;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The facts of one request, found once and shared by all rules. */
final class Facts {
    private static final List<FactType> SINGLES = Vocabulary.singles();

    private final OrderSnapshot snapshot;
    private final Parameters parameters;
    private final Map<Class<?>, Object> singles = new HashMap<>(32);

    Facts(OrderSnapshot snapshot, Parameters parameters, @Nullable Standing standing) {
        this.snapshot = snapshot;
        this.parameters = parameters;
        Order order = snapshot.order();
        Customer customer = snapshot.customer();
        Credit credit = customer.credit();
        put(OrderSnapshot.class, snapshot);
        put(Source.class, snapshot.source());
        put(Order.class, order);
        put(PaymentAuthorization.class, order.paymentAuthorization());
        put(TaxCertificate.class, order.taxCertificate());
        put(Customer.class, customer);
        put(Credit.class, credit);
        put(CreditRelease.class, credit == null ? null : credit.release());
        put(History.class, customer.history());
        put(ShipTo.class, snapshot.shipTo());
        put(Screening.class, snapshot.screening());
        put(Shipment.class, snapshot.shipment());
        put(Warehouse.class, snapshot.warehouse());
        put(Standing.class, standing);
    }

    private void put(Class<?> record, @Nullable Object fact) {
        if (fact != null) {
            singles.put(record, fact);
        }
    }

    /** The fact of a type of which there is at most one, or null when it is absent. */
    @Nullable
    Object single(FactType type) {
        return singles.get(type.record());
    }

    /** Every fact of which there is at most one, and every line: what a Drools session is given. */
    Stream<Object> all() {
        return Stream.concat(
                SINGLES.stream().map(this::single).filter(Objects::nonNull).map(Objects::requireNonNull),
                lines().stream());
    }

    List<Line> lines() {
        return snapshot.order().lines();
    }

    OrderSnapshot snapshot() {
        return snapshot;
    }

    Parameters parameters() {
        return parameters;
    }
}
