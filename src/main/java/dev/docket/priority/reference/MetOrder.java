package dev.docket.priority.reference;

import dev.docket.order.OrderSnapshot;
import dev.docket.priority.measure.Measures;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a reference snapshot needs of a decided order. Small, because a renewal goes through very many.
 *
 * @param decidedAt the order's {@code asOf}
 * @param parties whom its outcome is counted for; who is not named is absent
 * @param value net amount in its currency, absent (not a number) when the order does not say
 * @param leadDays from the order to the promise, absent (not a number) without one
 * @param otif whether its customer has an on-time-in-full target
 */
public record MetOrder(
        Instant decidedAt,
        @Nullable LocalDate promised,
        @Nullable String currency,
        Map<Party, String> parties,
        double value,
        double quantity,
        double unitPrice,
        double leadDays,
        boolean otif) {
    /**
     * So many days after an outcome counts it should have been reported. Late orders are reported later than those on time:
     * rates that counted early reports would begin too low.
     */
    public static final int DAYS_TO_REPORT = 14;

    // Without a promised day an outcome counts after so many days.
    private static final int DAYS_WITHOUT_PROMISE = 30;
    private static final int LONGEST_OVERDUE = 90;

    public MetOrder {
        parties = Map.copyOf(parties);
    }

    /** @param order with a settled {@code asOf} */
    public static MetOrder of(OrderSnapshot order) {
        Map<Party, String> parties = new EnumMap<>(Party.class);
        for (Party party : Party.values()) {
            String name = party.of(order);
            if (name != null) {
                parties.put(party, name);
            }
        }
        return new MetOrder(
                order.now(),
                order.order().promisedDeliveryDate(),
                order.order().currency(),
                parties,
                Measures.netAmount(order),
                Measures.totalQuantity(order),
                Measures.meanUnitPrice(order),
                Measures.leadDays(order),
                order.customer().otifTargetPct() != null);
    }

    public LocalDate decidedOn() {
        return LocalDate.ofInstant(decidedAt, ZoneOffset.UTC);
    }

    /** The day from which its outcome counts, late or not: the day after the promise. */
    public LocalDate countsFrom() {
        return countsFrom(promised, decidedOn());
    }

    private static LocalDate countsFrom(@Nullable LocalDate promised, LocalDate decidedOn) {
        LocalDate after = promised == null ? decidedOn.plusDays(DAYS_WITHOUT_PROMISE) : promised.plusDays(1);
        return after.isAfter(decidedOn) ? after : decidedOn.plusDays(1);
    }

    /** Whether everyone who would report its outcome should have done so by a day. */
    public boolean isMature(LocalDate today) {
        return !matureOn(promised, decidedOn()).isAfter(today);
    }

    /** The day by which everyone who would report the outcome of an order should have done so. */
    public static LocalDate matureOn(@Nullable LocalDate promised, LocalDate decidedOn) {
        return countsFrom(promised, decidedOn).plusDays(DAYS_TO_REPORT);
    }

    /** Whether its promise has passed, and not so long ago that nobody will report it any more. */
    boolean isOverdue(LocalDate today) {
        return promised != null && promised.isBefore(today) && promised.isAfter(today.minusDays(LONGEST_OVERDUE));
    }
}
