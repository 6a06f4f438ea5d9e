package dev.docket.sample;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.time.LocalDate;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Seeded choices for one sample order. How sparse and how adversarial the order is, is drawn once per order. */
final class Dice {
    private static final BigDecimal MOST = new BigDecimal("1000000000000000");
    private static final MathContext MOST_DIGITS = new MathContext(40, RoundingMode.DOWN);
    private static final int MOST_DECIMALS = 30;
    private static final List<BigDecimal> EDGES = List.of(
            BigDecimal.ZERO,
            new BigDecimal("0.00"),
            new BigDecimal("0.000000000000000000000000000001"),
            new BigDecimal("0.01"),
            BigDecimal.ONE,
            new BigDecimal("99999999999999.99999999999999999999999999"),
            new BigDecimal("1000000000000000"));
    private static final List<String> ODD_TEXTS = List.of(
            "",
            " ",
            "Zoë \"quoted\" \\ back\u0000slash",
            "日本語 😀 e\u0301",
            "</script><b>",
            "'; drop table orders; --",
            "\u202Eright to left",
            "x".repeat(1000));

    private final SplittableRandom random;
    private final double absence;
    private final double oddity;

    Dice(SplittableRandom random, double absence, double oddity) {
        this.random = random;
        this.absence = absence;
        this.oddity = oddity;
    }

    boolean chance(double probability) {
        return random.nextDouble() < probability;
    }

    int between(int low, int high) {
        return random.nextInt(low, high + 1);
    }

    @SafeVarargs
    final <T> T pick(T... values) {
        return values[random.nextInt(values.length)];
    }

    /** Any value of an enum, or the usual one when the order is a plain one. */
    <E extends Enum<E>> E any(E usual, double usualShare) {
        return chance(usualShare * (1 - oddity))
                ? usual
                : pick(usual.getDeclaringClass().getEnumConstants());
    }

    /** The value, or absent as often as this order is sparse. */
    <T> @Nullable T maybe(Supplier<T> value) {
        return chance(absence) ? null : value.get();
    }

    /** The value with a probability of its own, on top of the sparseness of the order. */
    <T> @Nullable T rarely(double probability, Supplier<T> value) {
        return chance(probability + oddity / 3) ? maybe(value) : null;
    }

    <T> List<T> list(int low, int high, Supplier<T> value) {
        return IntStream.range(0, between(low, high)).mapToObj(i -> value.get()).toList();
    }

    /** An amount that spreads evenly over orders of magnitude, in hundredths. */
    BigDecimal amount(double low, double high) {
        if (chance(oddity / 4)) {
            return pick(EDGES.toArray(BigDecimal[]::new));
        }
        double log = Math.log(low) + random.nextDouble() * (Math.log(high) - Math.log(low));
        return hundredths(BigDecimal.valueOf(Math.exp(log)));
    }

    /** A threshold itself, a hair below it or above it: where a wrong comparison shows. */
    BigDecimal near(BigDecimal threshold) {
        BigDecimal hair = pick(new BigDecimal("0.01"), new BigDecimal("0.000000000001"));
        return bounded(
                switch (between(0, 2)) {
                    case 0 -> threshold;
                    case 1 -> threshold.subtract(hair);
                    default -> threshold.add(hair);
                });
    }

    BigDecimal near(String... thresholds) {
        return near(new BigDecimal(pick(thresholds)));
    }

    /** A rate between 0 and 1, low ones more often. */
    BigDecimal rate() {
        return chance(oddity)
                ? pick(BigDecimal.ZERO, BigDecimal.ONE)
                : BigDecimal.valueOf(Math.pow(random.nextDouble(), 2)).setScale(3, RoundingMode.HALF_UP);
    }

    LocalDate days(LocalDate from, int low, int high) {
        return from.plusDays(between(low, high));
    }

    String text(String... usual) {
        return chance(oddity / 4) ? pick(ODD_TEXTS.toArray(String[]::new)) : pick(usual);
    }

    String id(String prefix, int count) {
        return chance(oddity / 4)
                ? pick(prefix + "-№😀", "x".repeat(64), "\"'\\<>/?#%")
                : prefix + "-" + between(1, count);
    }

    static BigDecimal hundredths(BigDecimal amount) {
        return amount.setScale(2, RoundingMode.HALF_UP);
    }

    /** Within what a request may carry: 0 to 1e15, at most 40 significant digits and 30 decimals. */
    static BigDecimal bounded(BigDecimal amount) {
        BigDecimal inRange = amount.max(BigDecimal.ZERO).min(MOST).round(MOST_DIGITS);
        return inRange.scale() > MOST_DECIMALS ? inRange.setScale(MOST_DECIMALS, RoundingMode.DOWN) : inRange;
    }
}
