package dev.docket.priority.driver;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderType;
import dev.docket.order.PaymentMethod;
import dev.docket.order.TransportMode;
import dev.docket.priority.measure.Measures;
import dev.docket.priority.reference.Party;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What drives an order's loss: each driver is declared here, once. */
final class DriverCatalogue {
    private static final double FAR = 5;
    private static final double LEAST_RATE = 0.005;
    private static final double LEAST_VALUE = 1e-6;
    private static final double MONTHS = 60;
    // A year or more counts as a year.
    private static final double LONGEST_LEAD = 365;
    private static final double SHORTEST_LEAD = 1;
    private static final double USUAL_RATE = 0.1;

    private DriverCatalogue() {}

    /** In the order of the model's columns. */
    static List<Driver> of(Drivers.Settings settings) {
        return List.of(
                relative(
                        "order value",
                        "amount",
                        List.of("order.netAmount", "order.currency"),
                        (order, reference) -> positive(Measures.netAmount(order)),
                        (order, reference) -> reference.typicalFor(order).value(),
                        List.of(-2.0, -0.7, 0.7, 2.0, 3.0)),
                relative(
                        "quantity",
                        "units",
                        List.of("order.lines[].orderedQty"),
                        (order, reference) -> positive(Measures.totalQuantity(order)),
                        (order, reference) -> reference.typicalFor(order).quantity(),
                        List.of()),
                relative(
                        "unit price",
                        "amount",
                        List.of("order.lines[].unitPrice", "order.lines[].orderedQty", "order.currency"),
                        (order, reference) -> positive(Measures.meanUnitPrice(order)),
                        (order, reference) -> reference.typicalFor(order).unitPrice(),
                        List.of()),
                relative(
                        "lines",
                        "lines",
                        List.of("order.lines[].lineId"),
                        (order, reference) -> Measures.lineCount(order),
                        (order, reference) -> 1,
                        List.of()),
                number(
                        "lead time",
                        "days",
                        List.of("order.createdAt", "order.promisedDeliveryDate"),
                        (order, reference) -> bounded(Measures.leadDays(order), SHORTEST_LEAD, LONGEST_LEAD),
                        (order, reference) -> reference.typicalFor(order).leadDays(),
                        StrictMath::log1p,
                        List.of(-0.6, 0.1, 0.6),
                        false),
                number(
                        "time left",
                        "days",
                        List.of("asOf", "order.promisedDeliveryDate"),
                        (order, reference) -> bounded(Measures.slackDays(order), 0, MONTHS),
                        (order, reference) -> 0,
                        StrictMath::log1p,
                        List.of(),
                        false),
                new Driver.Measure(
                        "late rate of all orders",
                        "rate 0..1",
                        List.of(),
                        (order, reference) -> reference.baseRate(),
                        (order, reference) -> USUAL_RATE,
                        DriverCatalogue::logOdds,
                        FAR,
                        List.of(),
                        true,
                        false),
                rate(
                        "supplier late rate",
                        Party.SUPPLIER,
                        "order.lines[].supplierLateRate",
                        Measures::supplierLateRate),
                rate(
                        "lane late rate",
                        Party.LANE,
                        "shipment.laneLateRate",
                        order -> Measures.ofShipment(order, shipment -> shipment.laneLateRate())),
                rate(
                        "carrier late rate",
                        Party.CARRIER,
                        "shipment.carrierLateRate",
                        order -> Measures.ofShipment(order, shipment -> shipment.carrierLateRate())),
                rate(
                        "customer late rate",
                        Party.CUSTOMER,
                        "customer.history.lateRate",
                        order -> Measures.ofHistory(order, history -> history.lateRate())),
                number(
                        "item late rate",
                        "rate 0..1",
                        Party.ITEM.sources(),
                        (order, reference) -> reference.rate(Party.ITEM, order),
                        (order, reference) -> reference.baseRate(),
                        DriverCatalogue::logOdds,
                        List.of(),
                        true),
                number(
                        "supplier orders overdue now",
                        "orders",
                        Party.SUPPLIER.sources(),
                        (order, reference) -> reference.overdue(Party.SUPPLIER, order),
                        (order, reference) -> 0,
                        StrictMath::log1p,
                        List.of(),
                        true),
                number(
                        "short of stock",
                        "share of the order's value",
                        List.of("order.lines[].availableQty", "order.lines[].orderedQty", "order.lines[].unitPrice"),
                        (order, reference) -> Measures.shortShare(order),
                        (order, reference) -> 0,
                        DoubleUnaryOperator.identity(),
                        List.of(),
                        true),
                choice("order type", List.of("order.type"), OrderType.values(), order -> order.order()
                        .type()),
                choice(
                        "mode",
                        List.of("shipment.mode"),
                        TransportMode.values(),
                        order -> order.shipment() == null
                                ? null
                                : order.shipment().mode()),
                new Driver.Choice(
                        "service level",
                        Measures.SERVICE_LEVELS,
                        List.of("shipment.serviceLevel", "order.createdAt"),
                        Measures::serviceLevel),
                choice("payment method", List.of("order.paymentMethod"), PaymentMethod.values(), order -> order.order()
                        .paymentMethod()),
                new Driver.Choice(
                        "payment and service level",
                        Measures.PAYMENTS_AND_SERVICE_LEVELS,
                        List.of("order.paymentMethod", "shipment.serviceLevel", "order.createdAt"),
                        Measures::paymentAndServiceLevel),
                new Driver.Choice(
                        "category",
                        settings.categories(),
                        List.of("order.lines[].category", "order.lines[].orderedQty", "order.lines[].unitPrice"),
                        order -> Measures.mainCategory(order, settings.categories())),
                new Driver.Choice(
                        "supplier",
                        settings.suppliers(),
                        Party.SUPPLIER.sources(),
                        order -> Measures.mainSupplier(order, settings.suppliers())));
    }

    private static Driver relative(
            String name,
            String unit,
            List<String> sources,
            Driver.Natural natural,
            Driver.Natural usual,
            List<Double> knots) {
        return number(name, unit, sources, natural, usual, StrictMath::log, knots, false);
    }

    private static Driver number(
            String name,
            String unit,
            List<String> sources,
            Driver.Natural natural,
            Driver.Natural usual,
            DoubleUnaryOperator scale,
            List<Double> knots,
            boolean rises) {
        return new Driver.Measure(name, unit, sources, natural, usual, scale, FAR, knots, rises, true);
    }

    /** The rate that the request gives, else the snapshot's. */
    private static Driver rate(String name, Party party, String source, Function<OrderSnapshot, Double> given) {
        List<String> sources = new ArrayList<>(party.sources());
        sources.add(source);
        return number(
                name,
                "rate 0..1",
                List.copyOf(sources),
                (order, reference) -> {
                    double rate = given.apply(order);
                    return Double.isNaN(rate) ? reference.rate(party, order) : rate;
                },
                (order, reference) -> reference.baseRate(),
                DriverCatalogue::logOdds,
                List.of(),
                true);
    }

    /** From 1 % to 2 % is about as far as from 10 % to 20 %. */
    private static double logOdds(double rate) {
        double inside = Math.min(1 - LEAST_RATE, Math.max(LEAST_RATE, rate));
        return StrictMath.log(inside / (1 - inside));
    }

    private static <E extends Enum<E>> Driver choice(
            String name, List<String> sources, E[] constants, Function<OrderSnapshot, @Nullable E> field) {
        List<E> values = List.of(constants);
        return new Driver.Choice(name, Arrays.stream(constants).map(Enum::name).toList(), sources, order -> {
            E value = field.apply(order);
            return value == null ? Driver.ABSENT : values.indexOf(value);
        });
    }

    private static double positive(double value) {
        return value > 0 ? Math.max(LEAST_VALUE, value) : Double.NaN;
    }

    private static double bounded(double value, double low, double high) {
        return Double.isNaN(value) ? value : Math.min(high, Math.max(low, value));
    }
}
