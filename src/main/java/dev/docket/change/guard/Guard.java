package dev.docket.change.guard;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;

/**
 * Judges a canary. May be asked after every order: a candidate that keeps all limits is ever called a regression with the
 * probability {@link Limits#falseAlarms} at most, and one that exceeds a limit is ever called healthy with that probability at
 * most. A pure function of limits and counts.
 *
 * <p>Assumes that orders come from something that does not know what the candidate is about to do: whoever chooses orders by
 * their answers can fool it.
 */
public final class Guard {
    private static final double THOUSAND = 1000;

    private final Limits limits;
    private final double alpha;
    private final Map<Metric, Bets> over = new EnumMap<>(Metric.class);
    private final Map<Metric, Bets> under = new EnumMap<>(Metric.class);

    /** @throws IllegalArgumentException if the limits cannot be used */
    public Guard(Limits limits) {
        if (!limits.problems().isEmpty()) {
            throw new IllegalArgumentException(String.join("; ", limits.problems()));
        }
        this.limits = limits;
        this.alpha = limits.falseAlarms() / THOUSAND;
        limits.stated().forEach((metric, limit) -> {
            over.put(metric, evidence(metric, Counts.NONE).over(limit / THOUSAND));
            under.put(metric, evidence(metric, Counts.NONE).under(limit / THOUSAND));
        });
    }

    /**
     * A limit, and what is known of it.
     *
     * @param limit in thousandths, as stated
     * @param says in words
     */
    public record Reading(Metric metric, int limit, Verdict verdict, String says) {}

    /** The verdict. */
    public Verdict verdict(Counts counts) {
        boolean isHealthy = true;
        for (Metric metric : over.keySet()) {
            Verdict one = verdict(metric, counts);
            if (one == Verdict.REGRESSION) {
                return Verdict.REGRESSION;
            }
            isHealthy &= one == Verdict.HEALTHY;
        }
        return isHealthy ? Verdict.HEALTHY : Verdict.NOT_ENOUGH;
    }

    /** What is known of each limit. */
    public List<Reading> readings(Counts counts) {
        List<Reading> readings = new ArrayList<>();
        limits.stated()
                .forEach((metric, limit) ->
                        readings.add(new Reading(metric, limit, verdict(metric, counts), says(metric, limit, counts))));
        return readings;
    }

    /** Why the verdict is what it is, in one line. */
    public String line(Counts counts) {
        Verdict verdict = verdict(counts);
        return "%s after %s orders: %s"
                .formatted(
                        verdict,
                        counts.orders(),
                        String.join(
                                "; ",
                                readings(counts).stream()
                                        .filter(reading -> reading.verdict() == verdict)
                                        .map(reading -> reading.metric() + " " + reading.says())
                                        .toList()));
    }

    // All limits together have one probability of a false alarm. To be called healthy, all must be kept, so the one
    // that is not would have to fail alone.
    private Verdict verdict(Metric metric, Counts counts) {
        long[] seen = evidence(metric, counts).seen();
        if (wealth(over, metric, seen) >= StrictMath.log(over.size() / alpha)) {
            return Verdict.REGRESSION;
        }
        return wealth(under, metric, seen) >= StrictMath.log(1 / alpha) ? Verdict.HEALTHY : Verdict.NOT_ENOUGH;
    }

    private static double wealth(Map<Metric, Bets> bets, Metric metric, long[] seen) {
        return Objects.requireNonNull(bets.get(metric)).logWealth(seen);
    }

    private static Evidence evidence(Metric metric, Counts counts) {
        return switch (metric) {
            case HOLDS -> new Evidence.More(counts.holds());
            case REVIEWS -> new Evidence.More(counts.reviews());
            case OVERRIDES -> new Evidence.Part(counts.overrides());
            case ERRORS -> new Evidence.Part(counts.errors());
            case LATENCY -> new Evidence.Part(counts.slow());
        };
    }

    private String says(Metric metric, int limit, Counts counts) {
        Evidence.Interval interval = evidence(metric, counts).interval(alpha);
        return switch (metric) {
            case HOLDS -> more(counts.holds(), limit, interval);
            case REVIEWS -> more(counts.reviews(), limit, interval);
            case OVERRIDES -> share(counts.overrides(), limit, interval);
            case ERRORS -> share(counts.errors(), limit, interval);
            case LATENCY -> share(counts.slow(), limit, interval);
        };
    }

    private static String more(Counts.Paired counts, int limit, Evidence.Interval interval) {
        return "%s with the candidate, %s with the base of the same orders; between %s and %s more, %s allowed"
                .formatted(
                        counts.candidate(),
                        counts.base(),
                        percent(interval.from()),
                        percent(interval.to()),
                        percent(limit / THOUSAND));
    }

    private static String share(Counts.Share counts, int limit, Evidence.Interval interval) {
        return "%s of %s; between %s and %s, %s allowed"
                .formatted(
                        counts.some(),
                        counts.all(),
                        percent(interval.from()),
                        percent(interval.to()),
                        percent(limit / THOUSAND));
    }

    private static String percent(double share) {
        return String.format(
                Locale.ROOT,
                "%s %%",
                BigDecimal.valueOf(share * 100)
                        .setScale(1, RoundingMode.HALF_EVEN)
                        .toPlainString());
    }
}
