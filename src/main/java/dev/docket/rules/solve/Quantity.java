package dev.docket.rules.solve;

import dev.docket.rules.language.Average;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/** Values that have an order, as the numbers that the solver calculates with, and back. */
public final class Quantity {
    private static final int NANO_DIGITS = 9;

    private Quantity() {}

    /**
     * A value as a number: dates in days, moments and lengths of time in seconds. Null for an average, which has no exact one.
     *
     * @throws IllegalArgumentException when the value has no order
     */
    public static @Nullable BigDecimal of(Object value) {
        return switch (value) {
            case BigDecimal decimal -> decimal;
            case Integer whole -> BigDecimal.valueOf(whole);
            case LocalDate date -> BigDecimal.valueOf(date.toEpochDay());
            case Instant moment -> seconds(moment.getEpochSecond(), moment.getNano());
            case Duration span -> seconds(span.getSeconds(), span.getNano());
            case Average average -> null;
            default -> throw new IllegalArgumentException("'%s' has no order".formatted(value));
        };
    }

    private static BigDecimal seconds(long seconds, int nanos) {
        return BigDecimal.valueOf(seconds).add(BigDecimal.valueOf(nanos, NANO_DIGITS));
    }

    /** The value of a type that has an order which is this number. */
    public static Object value(BigDecimal number, ValueType type) {
        if (type == ValueType.Simple.DATE) {
            return LocalDate.ofEpochDay(number.longValueExact());
        }
        if (type == ValueType.Simple.MOMENT) {
            BigDecimal whole = number.setScale(0, RoundingMode.FLOOR);
            return Instant.ofEpochSecond(
                    whole.longValueExact(),
                    number.subtract(whole).movePointRight(NANO_DIGITS).longValueExact());
        }
        return number;
    }
}
