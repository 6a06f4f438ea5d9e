package dev.docket.training.mapping;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Shares of late rows by key, as they were known on a day: only rows whose outcome was known by then count.
 *
 * <p>A share is shrunk towards the share over all keys known on that day, as if a number of rows more had been seen with
 * it; that one is shrunk towards one in ten in the same way. So a new supplier begins as an average one. With a window
 * only the rows whose outcome became known within so many days count: how late things are <em>now</em>.
 */
final class LateShares {
    private static final String ALL = "";
    private static final double NOTHING_KNOWN = 0.1;

    private final int pseudoObservations;
    private final int windowDays;
    private final Map<String, List<Known>> byKey = new HashMap<>();

    private record Known(LocalDate on, int lateSoFar) {}

    /** One row whose outcome became known on a day. */
    record Observation(LocalDate knownOn, String key, boolean late) {}

    /** @param windowDays how many days, the day of the question among them, count; above zero */
    LateShares(int pseudoObservations, int windowDays, List<Observation> observations) {
        this.pseudoObservations = pseudoObservations;
        this.windowDays = windowDays;
        observations.stream().sorted(Comparator.comparing(Observation::knownOn)).forEach(observation -> {
            add(ALL, observation);
            add("=" + observation.key(), observation);
        });
    }

    private void add(String key, Observation observation) {
        List<Known> known = byKey.computeIfAbsent(key, none -> new ArrayList<>());
        int before = known.isEmpty() ? 0 : known.getLast().lateSoFar();
        known.add(new Known(observation.knownOn(), before + (observation.late() ? 1 : 0)));
    }

    /** The share of a key as known at the end of a day, 0 to 1, with four decimals. */
    BigDecimal share(String key, LocalDate on) {
        double overall = shrunk(ALL, on, NOTHING_KNOWN);
        return BigDecimal.valueOf(shrunk("=" + key, on, overall))
                .setScale(4, java.math.RoundingMode.HALF_UP)
                .round(MathContext.DECIMAL32);
    }

    private double shrunk(String key, LocalDate on, double towards) {
        List<Known> known = byKey.getOrDefault(key, List.of());
        int until = countUntil(known, on);
        int before = countUntil(known, on.minusDays(windowDays));
        int late = lateAmongFirst(known, until) - lateAmongFirst(known, before);
        return (late + pseudoObservations * towards) / (until - before + pseudoObservations);
    }

    private static int lateAmongFirst(List<Known> known, int count) {
        return count == 0 ? 0 : known.get(count - 1).lateSoFar();
    }

    private static int countUntil(List<Known> known, LocalDate on) {
        int low = 0;
        int high = known.size();
        while (low < high) {
            int middle = (low + high) >>> 1;
            if (known.get(middle).on().isAfter(on)) {
                high = middle;
            } else {
                low = middle + 1;
            }
        }
        return low;
    }
}
