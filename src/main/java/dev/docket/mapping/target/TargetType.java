package dev.docket.mapping.target;

import dev.docket.mapping.expression.Evaluation;
import dev.docket.mapping.expression.Numbers;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;

/** Fits a value into the type of a component of the canonical order. */
public final class TargetType {
    private TargetType() {}

    /** @throws IllegalArgumentException if it does not fit, saying why */
    public static Object fit(Object value, Class<?> type) {
        if (type == String.class) {
            return Evaluation.text(value);
        }
        if (type == BigDecimal.class) {
            return number(value);
        }
        if (type == Integer.class) {
            return whole(number(value));
        }
        if (type == Boolean.class) {
            return bool(Evaluation.text(value));
        }
        if (type == Instant.class) {
            return instant(value);
        }
        if (type == LocalDate.class) {
            return date(value);
        }
        return constant(type, Evaluation.text(value));
    }

    private static BigDecimal number(Object value) {
        return value instanceof BigDecimal number ? number : Numbers.of(value.toString());
    }

    private static Integer whole(BigDecimal number) {
        try {
            return number.intValueExact();
        } catch (ArithmeticException fraction) {
            throw new IllegalArgumentException(
                    "'%s' is not a whole number".formatted(number.toPlainString()), fraction);
        }
    }

    private static Boolean bool(String text) {
        return switch (text) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException("'%s' is neither true nor false".formatted(text));
        };
    }

    private static Instant instant(Object value) {
        return switch (value) {
            case Instant instant -> instant;
            case LocalDate date -> Evaluation.startOf(date);
            default -> Instant.parse(value.toString());
        };
    }

    private static LocalDate date(Object value) {
        return switch (value) {
            case Instant instant -> LocalDate.ofInstant(instant, ZoneOffset.UTC);
            case LocalDate date -> date;
            default -> LocalDate.parse(value.toString());
        };
    }

    private static Object constant(Class<?> type, String name) {
        return Arrays.stream(type.getEnumConstants())
                .filter(constant -> ((Enum<?>) constant).name().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "'%s' is none of %s".formatted(name, Arrays.toString(type.getEnumConstants()))));
    }
}
