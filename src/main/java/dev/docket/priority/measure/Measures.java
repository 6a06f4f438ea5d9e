package dev.docket.priority.measure;

import dev.docket.order.Customer;
import dev.docket.order.History;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.PaymentMethod;
import dev.docket.order.ServiceLevel;
import dev.docket.order.Shipment;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What is measured of an order, in natural units. NaN means absent, never unknown arithmetic: all else is finite. */
public final class Measures {
    private static final double ABSENT = Double.NaN;
    private static final int NOON = 12;

    /** The place of a choice that is absent. */
    public static final int ABSENT_PLACE = -1;

    /** The service levels, and after them same day ordered from noon on. */
    public static final List<String> SERVICE_LEVELS = Stream.concat(
                    Arrays.stream(ServiceLevel.values()).map(Enum::name), Stream.of("SAME_DAY ordered from noon on"))
            .toList();

    /** Each payment method with each service level. */
    public static final List<String> PAYMENTS_AND_SERVICE_LEVELS = Arrays.stream(PaymentMethod.values())
            .flatMap(method -> SERVICE_LEVELS.stream().map(level -> method + " " + level))
            .toList();

    private Measures() {}

    public static double totalQuantity(OrderSnapshot snapshot) {
        double total = 0;
        for (Line line : snapshot.order().lines()) {
            total += line.orderedQty().doubleValue();
        }
        return total;
    }

    /** The mean price of a unit, in the order's currency. */
    public static double meanUnitPrice(OrderSnapshot snapshot) {
        double quantity = 0;
        double revenue = 0;
        for (Line line : snapshot.order().lines()) {
            quantity += line.orderedQty().doubleValue();
            revenue += value(line);
        }
        return quantity > 0 ? revenue / quantity : 0;
    }

    /** What all lines are worth, from 0; absent when one has no price. */
    public static double priced(OrderSnapshot snapshot) {
        double sum = 0;
        for (Line line : snapshot.order().lines()) {
            if (line.unitPrice() == null) {
                return ABSENT;
            }
            sum += value(line);
        }
        return sum;
    }

    public static double lineCount(OrderSnapshot snapshot) {
        return snapshot.order().lines().size();
    }

    /** From the order to the promised delivery. */
    public static double leadDays(OrderSnapshot snapshot) {
        Instant createdAt = snapshot.order().createdAt();
        return createdAt == null
                ? ABSENT
                : daysUntil(
                        LocalDate.ofInstant(createdAt, ZoneOffset.UTC),
                        snapshot.order().promisedDeliveryDate());
    }

    /** From the decision to the promised delivery. */
    public static double slackDays(OrderSnapshot snapshot) {
        // In UTC wherever the warehouse is: that is how the model was trained.
        LocalDate today = LocalDate.ofInstant(snapshot.now(), ZoneOffset.UTC);
        return daysUntil(today, snapshot.order().promisedDeliveryDate());
    }

    private static double daysUntil(LocalDate from, @Nullable LocalDate to) {
        return to == null ? ABSENT : ChronoUnit.DAYS.between(from, to);
    }

    /** The late rate of the suppliers, weighted by the value of their lines; lines without one do not count. */
    public static double supplierLateRate(OrderSnapshot snapshot) {
        double weights = 0;
        double weighted = 0;
        for (Line line : snapshot.order().lines()) {
            if (line.supplierLateRate() != null) {
                // An unpriced line still has a supplier.
                double weight = Math.max(value(line), 1e-6);
                weights += weight;
                weighted += weight * line.supplierLateRate().doubleValue();
            }
        }
        return weights > 0 ? weighted / weights : ABSENT;
    }

    /** The share of the lines' value that is known not to be in stock; absent when no line's stock is known. */
    public static double shortShare(OrderSnapshot snapshot) {
        double total = 0;
        double lacking = 0;
        boolean known = false;
        for (Line line : snapshot.order().lines()) {
            double value = value(line);
            total += value;
            lacking += line.isKnownShort() ? value : 0;
            known |= line.availableQty() != null;
        }
        return !known ? ABSENT : total > 0 ? lacking / total : 0;
    }

    public static double ofShipment(OrderSnapshot snapshot, Function<Shipment, @Nullable BigDecimal> field) {
        Shipment shipment = snapshot.shipment();
        return shipment == null ? ABSENT : number(field.apply(shipment));
    }

    public static double ofHistory(OrderSnapshot snapshot, Function<History, @Nullable BigDecimal> field) {
        Customer customer = snapshot.customer();
        return customer.history() == null ? ABSENT : number(field.apply(customer.history()));
    }

    /** The place among {@link #SERVICE_LEVELS}; noon is noon in UTC. */
    public static int serviceLevel(OrderSnapshot snapshot) {
        ServiceLevel level =
                snapshot.shipment() == null ? null : snapshot.shipment().serviceLevel();
        if (level == null) {
            return ABSENT_PLACE;
        }
        Instant createdAt = snapshot.order().createdAt();
        boolean afternoon =
                createdAt != null && createdAt.atOffset(ZoneOffset.UTC).getHour() >= NOON;
        List<ServiceLevel> levels = List.of(ServiceLevel.values());
        return level == ServiceLevel.SAME_DAY && afternoon ? levels.size() : levels.indexOf(level);
    }

    /** The place among {@link #PAYMENTS_AND_SERVICE_LEVELS}. */
    public static int paymentAndServiceLevel(OrderSnapshot snapshot) {
        PaymentMethod method = snapshot.order().paymentMethod();
        int level = serviceLevel(snapshot);
        return method == null || level == ABSENT_PLACE
                ? ABSENT_PLACE
                : List.of(PaymentMethod.values()).indexOf(method) * SERVICE_LEVELS.size() + level;
    }

    /** The category of the main line; absent when that line has none. */
    public static int mainCategory(OrderSnapshot snapshot, List<String> known) {
        return place(mainLine(snapshot).category(), known);
    }

    /** The supplier of the main line; absent when that line has none. */
    public static int mainSupplier(OrderSnapshot snapshot, List<String> known) {
        return place(mainLine(snapshot).supplierId(), known);
    }

    private static int place(@Nullable String name, List<String> known) {
        if (name == null) {
            return ABSENT_PLACE;
        }
        int place = known.indexOf(name);
        return place < 0 ? known.size() : place;
    }

    /** The line that is worth most (ties: the first). */
    public static Line mainLine(OrderSnapshot snapshot) {
        Line main = snapshot.order().lines().getFirst();
        double most = -1;
        for (Line line : snapshot.order().lines()) {
            double value = value(line);
            if (value > most) {
                most = value;
                main = line;
            }
        }
        return main;
    }

    private static double number(@Nullable BigDecimal value) {
        return value == null ? ABSENT : value.doubleValue();
    }

    private static double value(Line line) {
        BigDecimal price = line.unitPrice();
        return price == null ? 0 : line.orderedQty().doubleValue() * Math.max(0, price.doubleValue());
    }

    /** The order's net amount, 0 where it is below 0. */
    public static double netAmount(OrderSnapshot snapshot) {
        return number(snapshot.order().netAmountFromZero());
    }
}
