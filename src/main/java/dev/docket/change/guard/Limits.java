package dev.docket.change.guard;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a candidate may do, stated before it begins. All shares are in thousandths; a limit that is absent is not guarded.
 *
 * @param holds how many more orders it may hold than the base holds of the same orders, 0 to 10,000: 50 is 5 % more
 * @param reviews the same of reviews
 * @param overrides the greatest share that people override, 1 to 999
 * @param errors the greatest share that it fails to decide, 1 to 999
 * @param slow the greatest share that takes longer than {@code slowMillis}, 1 to 999
 * @param slowMillis in milliseconds, 1 to 60,000; present exactly if {@code slow} is
 * @param falseAlarms the greatest probability of ever calling a candidate that keeps all limits a regression, 1 to 500
 */
public record Limits(
        @Nullable Integer holds,
        @Nullable Integer reviews,
        @Nullable Integer overrides,
        @Nullable Integer errors,
        @Nullable Integer slow,
        @Nullable Integer slowMillis,
        int falseAlarms) {
    private static final int MOST_MORE = 10_000;
    private static final int MOST_MILLIS = 60_000;

    /** Those that are stated, in thousandths. */
    public Map<Metric, Integer> stated() {
        Map<Metric, Integer> stated = new EnumMap<>(Metric.class);
        put(stated, Metric.HOLDS, holds);
        put(stated, Metric.REVIEWS, reviews);
        put(stated, Metric.OVERRIDES, overrides);
        put(stated, Metric.ERRORS, errors);
        put(stated, Metric.LATENCY, slow);
        return stated;
    }

    private static void put(Map<Metric, Integer> stated, Metric metric, @Nullable Integer limit) {
        if (limit != null) {
            stated.put(metric, limit);
        }
    }

    /** What is wrong with them; nothing if they can be used. */
    public List<String> problems() {
        return stated().isEmpty()
                ? List.of("no limit is stated: state at least one of " + List.of(Metric.values()))
                : List.of(
                                problem("holds", holds, 0, MOST_MORE),
                                problem("reviews", reviews, 0, MOST_MORE),
                                problem("overrides", overrides, 1, 999),
                                problem("errors", errors, 1, 999),
                                problem("slow", slow, 1, 999),
                                problem("slowMillis", slowMillis, 1, MOST_MILLIS),
                                problem("falseAlarms", falseAlarms, 1, 500),
                                (slow == null) == (slowMillis == null)
                                        ? ""
                                        : "slow and slowMillis are stated together or not at all")
                        .stream()
                        .filter(problem -> !problem.isEmpty())
                        .toList();
    }

    private static String problem(String name, @Nullable Integer value, int least, int most) {
        return value == null || (value >= least && value <= most)
                ? ""
                : "%s (%s) is not within %s to %s".formatted(name, value, least, most);
    }
}
