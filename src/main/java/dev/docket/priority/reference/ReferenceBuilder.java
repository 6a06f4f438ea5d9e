package dev.docket.priority.reference;

import dev.docket.decision.urgency.LossEstimate;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.Deque;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Counts decisions and outcomes in the order in which they became known, and takes snapshots of them. The same events in the
 * same order give the same snapshot.
 */
public final class ReferenceBuilder {
    /** After so many days an outcome counts half. */
    public static final double HALF_LIFE_DAYS = 60;

    private static final int RECENT_ORDERS = 500;
    private static final int LEAST_IN_CURRENCY = 30;
    private static final double LEAST_WEIGHT = 0.5;
    private static final int MOST_NAMES = 1_000;
    private static final double PSEUDO_ORDERS = 5;
    private static final double NOTHING_KNOWN = 0.1;
    private static final double MICRO = 1e6;

    private final Map<String, Recent> recent = new TreeMap<>();
    private final Map<Party, Map<String, Tally>> tallies = new EnumMap<>(Party.class);
    private final Tally all = new Tally();
    private int outcomes;

    /** Decayed counts as of the day of the last outcome, and orders that are overdue now. */
    private static final class Tally {
        private double orders;
        private double costly;
        private long day = Long.MIN_VALUE;
        private int overdue;

        private void add(long on, boolean isCostly) {
            double kept = day == Long.MIN_VALUE ? 0 : faded(on);
            orders = orders * kept + 1;
            costly = costly * kept + (isCostly ? 1 : 0);
            day = Math.max(day, on);
        }

        private double faded(long on) {
            return day == Long.MIN_VALUE ? 0 : StrictMath.pow(0.5, Math.max(0, on - day) / HALF_LIFE_DAYS);
        }
    }

    /** The measures of the most recent orders. */
    private static final class Recent {
        private final Deque<double[]> orders = new ArrayDeque<>();

        private void add(double... measures) {
            orders.addLast(measures);
            if (orders.size() > RECENT_ORDERS) {
                orders.removeFirst();
            }
        }

        private double median(int measure, double otherwise) {
            double[] sorted = orders.stream()
                    .mapToDouble(each -> each[measure])
                    .filter(value -> value > 0)
                    .sorted()
                    .toArray();
            return sorted.length == 0 ? otherwise : sorted[sorted.length / 2];
        }

        private ReferenceSnapshot.TypicalOrder typical(double otherwise) {
            return new ReferenceSnapshot.TypicalOrder(
                    median(0, otherwise), median(1, 1), median(2, otherwise), median(3, 0));
        }
    }

    /** An order was decided. */
    public void decided(MetOrder order) {
        double[] measures = {order.value(), order.quantity(), order.unitPrice(), order.leadDays()};
        recent.computeIfAbsent(ReferenceSnapshot.ANY, any -> new Recent()).add(measures);
        String currency = order.currency();
        if (currency != null) {
            recent.computeIfAbsent(currency, any -> new Recent()).add(measures);
        }
    }

    /** The outcome of an order is mature: it counts from this day on. */
    public void matured(MetOrder order, LocalDate on, boolean costly) {
        outcomes++;
        all.add(on.toEpochDay(), costly);
        order.parties().forEach((party, name) -> tally(party, name).add(on.toEpochDay(), costly));
    }

    /** An order is past its promised day, or, when {@code now} is false, no longer is. */
    public void overdue(MetOrder order, boolean now) {
        order.parties().forEach((party, name) -> tally(party, name).overdue += now ? 1 : -1);
    }

    private Tally tally(Party party, String name) {
        return tallies.computeIfAbsent(party, any -> new HashMap<>()).computeIfAbsent(name, any -> new Tally());
    }

    public int outcomes() {
        return outcomes;
    }

    /**
     * What is known at a moment.
     *
     * @param typicalOrderValue what counts as typical as long as no order was decided
     * @param lossMultiples quantiles of the expected losses
     */
    public ReferenceSnapshot at(
            Instant moment, LossEstimate.Basis basis, double typicalOrderValue, List<Double> lossMultiples) {
        long day = LocalDate.ofInstant(moment, ZoneOffset.UTC).toEpochDay();
        SortedMap<String, ReferenceSnapshot.TypicalOrder> typical = new TreeMap<>();
        typical.put(ReferenceSnapshot.ANY, new Recent().typical(typicalOrderValue));
        recent.forEach((currency, orders) -> {
            if (currency.equals(ReferenceSnapshot.ANY) || orders.orders.size() >= LEAST_IN_CURRENCY) {
                typical.put(currency, orders.typical(typicalOrderValue));
            }
        });
        double faded = all.faded(day);
        double baseRate = (all.costly * faded + PSEUDO_ORDERS * NOTHING_KNOWN) / (all.orders * faded + PSEUDO_ORDERS);
        return new ReferenceSnapshot(
                moment,
                basis,
                basis == LossEstimate.Basis.OWN ? outcomes : 0,
                micro(baseRate),
                typical,
                counts(day),
                lossMultiples);
    }

    private Map<Party, SortedMap<String, ReferenceSnapshot.Count>> counts(long day) {
        Map<Party, SortedMap<String, ReferenceSnapshot.Count>> counts = new EnumMap<>(Party.class);
        tallies.forEach((party, byName) -> {
            Map<String, ReferenceSnapshot.Count> of = new HashMap<>();
            byName.forEach((name, tally) -> {
                double faded = tally.faded(day);
                if (tally.orders * faded >= LEAST_WEIGHT || tally.overdue > 0) {
                    of.put(
                            name,
                            new ReferenceSnapshot.Count(
                                    micro(tally.orders * faded), micro(tally.costly * faded), tally.overdue));
                }
            });
            counts.put(party, best(of));
        });
        return counts;
    }

    /** Those with the most orders: a snapshot stays small, and the rate of few orders says little. */
    private static SortedMap<String, ReferenceSnapshot.Count> best(Map<String, ReferenceSnapshot.Count> all) {
        SortedMap<String, ReferenceSnapshot.Count> best = new TreeMap<>();
        all.entrySet().stream()
                .sorted(Comparator.comparingDouble((Map.Entry<String, ReferenceSnapshot.Count> each) ->
                                -each.getValue().orders())
                        .thenComparing(Map.Entry::getKey))
                .limit(MOST_NAMES)
                .forEach(each -> best.put(each.getKey(), each.getValue()));
        return best;
    }

    private static double micro(double value) {
        return Math.rint(value * MICRO) / MICRO;
    }
}
