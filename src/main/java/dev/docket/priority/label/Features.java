package dev.docket.priority.label;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.OrderType;
import dev.docket.order.PaymentMethod;
import dev.docket.order.Shipment;
import dev.docket.order.TransportMode;
import dev.docket.priority.measure.Measures;
import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * From an order to the numbers that the model sees; the same code in training and in serving.
 *
 * <p>Every feature is declared here once, with its name, unit, range and source paths. All columns are finite whatever
 * the order holds. A feature that is absent has zeros and a one in its {@code absent} column.
 */
public final class Features {
    private static final double[] VALUE_KNOTS = {0.1, 0.5, 2, 8, 20};
    private static final double[] LEAD_KNOTS = {60, 120, 200};

    private final List<Feature> features;
    private final int[] offsets;

    public Features(FeatureSettings settings) {
        this.features = declare(settings);
        this.offsets = new int[features.size() + 1];
        int next = 0;
        for (int i = 0; i < features.size(); i++) {
            next += features.get(i).columns().size();
            offsets[i + 1] = next;
        }
    }

    /** An order's features; needs a settled {@code asOf}. */
    public FeatureVector of(OrderSnapshot snapshot) {
        double[] columns = new double[offsets[features.size()]];
        double[] natural = new double[features.size()];
        for (int i = 0; i < natural.length; i++) {
            natural[i] = features.get(i).write(snapshot, columns, offsets[i]);
        }
        return new FeatureVector(columns, natural);
    }

    /** Every request path that a feature is computed from. */
    public List<String> sources() {
        return features.stream()
                .flatMap(feature -> feature.sources().stream())
                .distinct()
                .sorted()
                .toList();
    }

    public List<String> columnNames() {
        return features.stream().flatMap(feature -> feature.columns().stream()).toList();
    }

    List<Feature> features() {
        return features;
    }

    /** Where the columns of a feature begin; of the number of features, where all end. */
    int offset(int feature) {
        return offsets[feature];
    }

    private static List<Feature> declare(FeatureSettings settings) {
        double typical = settings.typicalOrderValue().doubleValue();
        List<String> categories = settings.productCategories();
        List<String> suppliers = settings.suppliers();
        return List.of(
                measure(
                        "order value",
                        "multiples of the typical order value",
                        1e-4,
                        1e4,
                        List.of("order.netAmount"),
                        snapshot -> Measures.netAmount(snapshot) / typical,
                        hinged(StrictMath::log, VALUE_KNOTS)),
                measure(
                        "quantity",
                        "units",
                        0,
                        1e7,
                        List.of("order.lines[].orderedQty"),
                        Measures::totalQuantity,
                        hinged(StrictMath::log1p)),
                measure(
                        "unit price",
                        "multiples of the typical order value",
                        1e-7,
                        10,
                        List.of("order.lines[].unitPrice", "order.lines[].orderedQty"),
                        snapshot -> Measures.meanUnitPrice(snapshot) / typical,
                        hinged(StrictMath::log)),
                measure(
                        "lines",
                        "lines",
                        1,
                        500,
                        List.of("order.lines[].lineId"),
                        Measures::lineCount,
                        hinged(StrictMath::log)),
                measure(
                        // A week or less counts as a week, a year or more as a year: such orders differ no further.
                        "lead time",
                        "days",
                        7,
                        365,
                        List.of("order.createdAt", "order.promisedDeliveryDate"),
                        Measures::leadDays,
                        hinged(StrictMath::log1p, LEAD_KNOTS)),
                measure(
                        "time left",
                        "days",
                        -30,
                        365,
                        List.of("asOf", "order.promisedDeliveryDate"),
                        Measures::slackDays,
                        hinged(DoubleUnaryOperator.identity())),
                rate(
                        "supplier late rate",
                        weightedByValue("order.lines[].supplierLateRate"),
                        Measures::supplierLateRate),
                rate(
                        "lane late rate",
                        List.of("shipment.laneLateRate"),
                        snapshot -> Measures.ofShipment(snapshot, Shipment::laneLateRate)),
                rate(
                        "carrier late rate",
                        List.of("shipment.carrierLateRate"),
                        snapshot -> Measures.ofShipment(snapshot, Shipment::carrierLateRate)),
                rate(
                        "customer late rate",
                        List.of("customer.history.lateRate"),
                        snapshot -> Measures.ofHistory(snapshot, history -> history.lateRate())),
                measure(
                        "short of stock",
                        "share of the order's value",
                        0,
                        1,
                        weightedByValue("order.lines[].availableQty"),
                        Measures::shortShare,
                        hinged(DoubleUnaryOperator.identity())),
                choice("order type", "order.type", OrderType.values(), snapshot -> snapshot.order()
                        .type()),
                choice(
                        "mode",
                        "shipment.mode",
                        TransportMode.values(),
                        snapshot -> snapshot.shipment() == null
                                ? null
                                : snapshot.shipment().mode()),
                new Feature.Choice(
                        // An interaction: what is to leave the same day depends on when it came.
                        "service level",
                        Measures.SERVICE_LEVELS,
                        List.of("shipment.serviceLevel", "order.createdAt"),
                        Measures::serviceLevel),
                choice("payment method", "order.paymentMethod", PaymentMethod.values(), snapshot -> snapshot.order()
                        .paymentMethod()),
                new Feature.Choice(
                        // The other interaction: who pays how is served how, in some businesses.
                        "payment and service level",
                        Measures.PAYMENTS_AND_SERVICE_LEVELS,
                        List.of("order.paymentMethod", "shipment.serviceLevel", "order.createdAt"),
                        snapshot -> Measures.paymentAndServiceLevel(snapshot)),
                new Feature.Choice(
                        "category",
                        categories,
                        weightedByValue("order.lines[].category"),
                        snapshot -> Measures.mainCategory(snapshot, categories)),
                new Feature.Choice(
                        "supplier",
                        suppliers,
                        weightedByValue("order.lines[].supplierId"),
                        snapshot -> Measures.mainSupplier(snapshot, suppliers)));
    }

    private static Feature measure(
            String name,
            String unit,
            double low,
            double high,
            List<String> sources,
            ToDoubleFunction<OrderSnapshot> natural,
            List<Feature.Basis> bases) {
        return new Feature.Measure(name, unit, low, high, sources, natural, bases);
    }

    /** The rate as log-odds: from 1 % to 2 % is as far as from 10 % to 20 %. */
    private static Feature rate(String name, List<String> sources, ToDoubleFunction<OrderSnapshot> natural) {
        return measure(
                name, "rate 0..1", 0.005, 0.995, sources, natural, hinged(rate -> StrictMath.log(rate / (1 - rate))));
    }

    /** A field of the lines, where lines of more value count more. */
    private static List<String> weightedByValue(String source) {
        return List.of(source, "order.lines[].orderedQty", "order.lines[].unitPrice");
    }

    private static <E extends Enum<E>> Feature choice(
            String name, String source, E[] constants, Function<OrderSnapshot, @Nullable E> field) {
        List<E> values = List.of(constants);
        return new Feature.Choice(name, values.stream().map(Enum::name).toList(), List.of(source), snapshot -> {
            E value = field.apply(snapshot);
            return value == null ? Feature.ABSENT : values.indexOf(value);
        });
    }

    /** A scale, and for each knot how far the value is above it on that scale: a line that may bend at the knots. */
    private static List<Feature.Basis> hinged(DoubleUnaryOperator scale, double... knots) {
        List<Feature.Basis> bases = new ArrayList<>();
        bases.add(new Feature.Basis("level", scale));
        for (double knot : knots) {
            double scaledKnot = scale.applyAsDouble(knot);
            bases.add(
                    new Feature.Basis("above " + knot, value -> Math.max(0, scale.applyAsDouble(value) - scaledKnot)));
        }
        return List.copyOf(bases);
    }
}
