package dev.docket.sample;

import dev.docket.order.Customer;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Shipment;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A business that nobody runs: about 370 orders a month, each from one supplier and promised for a day, by callers who
 * compute no late rates. Two of its sixteen suppliers deliver late more often than not, two more often than usual; the order
 * does not say so, only outcomes tell.
 */
public final class SampleBusiness {
    /** When the first order is decided. */
    public static final Instant START = Instant.parse("2025-01-06T06:00:00Z");

    private static final Duration APART = Duration.ofHours(2);
    private static final int SUPPLIERS = 16;
    private static final int MOST_LINES = 4;
    private static final double CANCELLED = 0.01;
    private static final double FRAUD = 0.003;

    private SampleBusiness() {}

    /** An endless stream of its orders, in order of time, with how each ended. */
    public static Stream<PastOrder> orders(long seed) {
        return LongStream.iterate(0, i -> i + 1).mapToObj(i -> order(seed, i));
    }

    private static PastOrder order(long seed, long position) {
        Dice dice = new Dice(SampleOrders.random(seed, position), 0.15, 0);
        Instant now = START.plus(APART.multipliedBy(position));
        LocalDate today = LocalDate.ofInstant(now, ZoneOffset.UTC);
        int supplier = dice.between(1, SUPPLIERS);
        int promisedIn = dice.between(3, 20);
        List<Line> lines = new SampleLines(dice, today)
                .lines().stream()
                        .limit(MOST_LINES)
                        .map(line -> Draft.like(line)
                                .set("supplierId", "VENDOR-" + supplier)
                                .set("supplierLateRate", null)
                                .build())
                        .toList();
        OrderSnapshot any = SampleOrders.order(dice, now, lines, "business-" + seed + "-" + position, position);
        OrderSnapshot order = Draft.like(any)
                .set(
                        "order",
                        Draft.like(any.order())
                                .set("currency", "USD")
                                .set("promisedDeliveryDate", today.plusDays(promisedIn))
                                .build())
                .set("customer", withoutRate(any.customer()))
                .set("shipment", withoutRates(any.shipment()))
                .build();
        return new PastOrder(
                order, outcome(supplier, new SplittableRandom(~seed ^ position).split()), "SO-" + position);
    }

    private static Customer withoutRate(Customer customer) {
        return customer.history() == null
                ? customer
                : Draft.like(customer)
                        .set(
                                "history",
                                Draft.like(customer.history())
                                        .set("lateRate", null)
                                        .build())
                        .build();
    }

    private static @Nullable Shipment withoutRates(@Nullable Shipment shipment) {
        return shipment == null
                ? null
                : Draft.like(shipment)
                        .set("carrierLateRate", null)
                        .set("laneLateRate", null)
                        .build();
    }

    private static Outcome outcome(int supplier, SplittableRandom luck) {
        boolean late = luck.nextDouble() < lateRate(supplier);
        int daysLate = late ? 1 + (int) (14 * Math.pow(luck.nextDouble(), 2)) : -luck.nextInt(4);
        return new Outcome(daysLate, luck.nextDouble() < CANCELLED, luck.nextDouble() < FRAUD);
    }

    /** The share of a supplier's orders that are late, 0..1. */
    private static double lateRate(int supplier) {
        return supplier <= 2 ? 0.6 : supplier <= 4 ? 0.25 : 0.05;
    }
}
