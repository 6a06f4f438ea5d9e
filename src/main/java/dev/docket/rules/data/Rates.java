package dev.docket.rules.data;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What one unit of a currency is worth in others, by the day from which that holds.
 *
 * @param base the currency of which one unit is worth so much
 * @param maxAgeDays for how many days a rate holds; no rate is better than an old one
 */
public record Rates(String base, int maxAgeDays, NavigableMap<LocalDate, Map<String, BigDecimal>> byDay) {
    /** Of a bundle without {@code rates.yaml}. */
    public static final Rates NONE = new Rates("", 0, new TreeMap<>());

    /** A rate with the day from which it holds. */
    record Rate(LocalDate from, BigDecimal rate) {}

    /** What one unit of the base is worth on a day, or null when nothing recent says so. */
    @Nullable
    Rate on(LocalDate day, String currency) {
        Map.Entry<LocalDate, Map<String, BigDecimal>> latest = byDay.floorEntry(day);
        if (latest == null || ChronoUnit.DAYS.between(latest.getKey(), day) > maxAgeDays) {
            return null;
        }
        BigDecimal rate = latest.getValue().get(currency);
        return rate == null ? null : new Rate(latest.getKey(), rate);
    }

    /** The last day on which the newest rates hold; null without rates. */
    public @Nullable LocalDate lastDay() {
        return byDay.isEmpty() ? null : byDay.lastKey().plusDays(maxAgeDays);
    }
}
