package dev.docket.priority.reference;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import dev.docket.decision.urgency.LossEstimate;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.order.OrderSnapshot;
import java.time.Instant;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What was usual in a deployment at a moment: rates, typical orders, and how expected losses were distributed. Immutable,
 * and named by the digest of its bytes, so that a decision that names it can be made again.
 *
 * @param takenAt only decisions and mature outcomes up to then count
 * @param outcomes how many mature outcomes count
 * @param baseRate share of all recent orders that cost anything, 0..1
 * @param typical the typical order by currency; under {@link #ANY} that of all orders
 * @param counts by party and name
 * @param lossMultiples the quantiles of the expected losses, as multiples of the typical order value, in equal steps from
 *     the least to the greatest
 * @param leastProbabilities from which probability on a class is in a prediction set, P1 to P4, 0..1; empty for the thresholds
 *     that the model came with
 */
public record ReferenceSnapshot(
        Instant takenAt,
        LossEstimate.Basis basis,
        int outcomes,
        double baseRate,
        SortedMap<String, TypicalOrder> typical,
        Map<Party, SortedMap<String, Count>> counts,
        List<Double> lossMultiples,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Double> leastProbabilities) {
    public static final String FILE = "reference.json";
    /** The name of all currencies together. */
    public static final String ANY = "ANY";

    // A rate of few orders is drawn towards that of all, as if so many more orders had it.
    private static final double PSEUDO_ORDERS = 5;
    private static final double PERCENT = 100;

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(FiniteNumbers.module())
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
            .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_CREATOR_PROPERTIES)
            .build();

    /**
     * The medians of recent orders.
     *
     * @param value in its currency, above zero
     * @param unitPrice in its currency, above zero
     */
    public record TypicalOrder(double value, double quantity, double unitPrice, double leadDays) {}

    /**
     * Outcomes of one supplier, carrier, lane, customer or item; recent ones weigh more.
     *
     * @param orders decayed number of orders with a mature outcome
     * @param costly how many of them cost anything
     * @param overdue how many are past their promised day now and not known to be delivered
     */
    public record Count(double orders, double costly, int overdue) {
        /** Both are sums of the same weights, each rounded. */
        private static final double ROUNDING = 1e-3;

        public Count {
            if (!(0 <= costly && costly <= orders + ROUNDING && Double.isFinite(orders)) || overdue < 0) {
                throw new IllegalArgumentException(
                        "of %s orders %s are costly, and %s overdue".formatted(orders, costly, overdue));
            }
        }
    }

    public ReferenceSnapshot {
        if (!typical.containsKey(ANY) || lossMultiples.size() < 2) {
            throw new IllegalArgumentException("a reference needs a typical order and quantiles of losses");
        }
        if (!(baseRate > 0 && baseRate < 1)) {
            throw new IllegalArgumentException("baseRate (%s) must be between 0 and 1".formatted(baseRate));
        }
        typical.values().forEach(ReferenceSnapshot::requirePositive);
        if (!lossMultiples.stream().allMatch(each -> Double.isFinite(each) && each >= 0)) {
            throw new IllegalArgumentException("lossMultiples must be finite and not below zero");
        }
        typical = Collections.unmodifiableSortedMap(new TreeMap<>(typical));
        EnumMap<Party, SortedMap<String, Count>> copy = new EnumMap<>(Party.class);
        counts.forEach((party, byName) -> copy.put(party, Collections.unmodifiableSortedMap(new TreeMap<>(byName))));
        counts = Collections.unmodifiableMap(copy);
        lossMultiples = List.copyOf(lossMultiples);
        leastProbabilities = List.copyOf(leastProbabilities);
        if (!leastProbabilities.isEmpty()
                && (leastProbabilities.size() != PriorityClass.IN_ORDER.size()
                        || !leastProbabilities.stream().allMatch(each -> each >= 0 && each <= 1))) {
            throw new IllegalArgumentException(
                    "leastProbabilities (%s) must be four of 0..1, or none".formatted(leastProbabilities));
        }
    }

    /** A snapshot for the thresholds that the model came with. */
    public ReferenceSnapshot(
            Instant takenAt,
            LossEstimate.Basis basis,
            int outcomes,
            double baseRate,
            SortedMap<String, TypicalOrder> typical,
            Map<Party, SortedMap<String, Count>> counts,
            List<Double> lossMultiples) {
        this(takenAt, basis, outcomes, baseRate, typical, counts, lossMultiples, List.of());
    }

    private static void requirePositive(TypicalOrder order) {
        if (!(order.value() > 0 && order.quantity() > 0 && order.unitPrice() > 0 && order.leadDays() >= 0)) {
            throw new IllegalArgumentException("a typical order (%s) must be above zero".formatted(order));
        }
    }

    /** The typical order in an order's currency; of all orders when there are none in that. */
    public TypicalOrder typicalFor(OrderSnapshot order) {
        return typicalIn(order.order().currency());
    }

    public TypicalOrder typicalIn(@Nullable String currency) {
        TypicalOrder own = currency == null ? null : typical.get(currency);
        return own == null ? Objects.requireNonNull(typical.get(ANY)) : own;
    }

    /** The rate of a party of an order, drawn towards the base rate; not a number when nothing is known of it. */
    public double rate(Party party, OrderSnapshot order) {
        Count count = count(party, order);
        return count == null
                ? Double.NaN
                : (count.costly() + PSEUDO_ORDERS * baseRate) / (count.orders() + PSEUDO_ORDERS);
    }

    /** How many orders of a party are overdue now; not a number when nothing is known of it. */
    public double overdue(Party party, OrderSnapshot order) {
        Count count = count(party, order);
        return count == null ? Double.NaN : count.overdue();
    }

    private @Nullable Count count(Party party, OrderSnapshot order) {
        SortedMap<String, Count> byName = counts.get(party);
        if (byName == null) {
            return null;
        }
        String name = party.of(order);
        return name == null ? null : byName.get(name);
    }

    /** The share of the reference orders that were expected to lose less, 0 to 100, with one decimal. */
    public double percentile(double lossMultiple) {
        int last = lossMultiples.size() - 1;
        if (lossMultiple <= lossMultiples.getFirst()) {
            return 0;
        }
        if (lossMultiple >= lossMultiples.get(last)) {
            return PERCENT;
        }
        int low = 0;
        int high = last;
        while (high - low > 1) {
            int middle = (low + high) >>> 1;
            if (lossMultiples.get(middle) <= lossMultiple) {
                low = middle;
            } else {
                high = middle;
            }
        }
        double from = lossMultiples.get(low);
        double place = low + (lossMultiple - from) / (lossMultiples.get(high) - from);
        return Math.floor(place / last * PERCENT * 10) / 10;
    }

    /** The same snapshot with the counts of one kind of party. */
    public ReferenceSnapshot onlyOf(Party party) {
        return new ReferenceSnapshot(
                takenAt,
                basis,
                outcomes,
                baseRate,
                typical,
                Map.of(party, counts.getOrDefault(party, new TreeMap<>())),
                lossMultiples,
                leastProbabilities);
    }

    /** The same snapshot as one of a deployment's own outcomes. */
    public ReferenceSnapshot owned(int ownOutcomes) {
        return new ReferenceSnapshot(
                takenAt,
                LossEstimate.Basis.OWN,
                ownOutcomes,
                baseRate,
                typical,
                counts,
                lossMultiples,
                leastProbabilities);
    }

    /** The same snapshot for another distribution of losses. */
    public ReferenceSnapshot withLosses(List<Double> multiples) {
        return new ReferenceSnapshot(
                takenAt, basis, outcomes, baseRate, typical, counts, multiples, leastProbabilities);
    }

    /** The same snapshot with other thresholds for prediction sets. */
    ReferenceSnapshot withSets(List<Double> probabilities) {
        return new ReferenceSnapshot(takenAt, basis, outcomes, baseRate, typical, counts, lossMultiples, probabilities);
    }

    /** Whether only the moment differs. */
    public boolean saysTheSameAs(ReferenceSnapshot other) {
        return equals(new ReferenceSnapshot(
                takenAt,
                other.basis,
                other.outcomes,
                other.baseRate,
                other.typical,
                other.counts,
                other.lossMultiples,
                other.leastProbabilities));
    }

    /** The same bytes for the same content. */
    public byte[] toBytes() {
        try {
            return JSON.writeValueAsBytes(this);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a reference cannot be written", impossible);
        }
    }

    /** @throws IllegalArgumentException if they are not a reference snapshot */
    public static ReferenceSnapshot fromBytes(byte[] bytes) {
        try {
            ObjectNode document = JSON.readValue(bytes, ObjectNode.class);
            // Written only since thresholds follow outcomes, and only where they do.
            document.putIfAbsent("leastProbabilities", JSON.createArrayNode());
            return JSON.treeToValue(document, ReferenceSnapshot.class);
        } catch (java.io.IOException unfit) {
            throw new IllegalArgumentException("it is no reference snapshot: " + unfit.getMessage(), unfit);
        }
    }
}
