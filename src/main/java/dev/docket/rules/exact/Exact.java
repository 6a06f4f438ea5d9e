package dev.docket.rules.exact;

import dev.docket.rules.language.Average;
import dev.docket.rules.language.TextPattern;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What the conditions of rules compile to: comparisons and arithmetic without rounding. Drools' own operators round
 * decimals to 34 digits, which the policy forbids.
 *
 * <p>Public only because compiled rules call it. An absent operand gives an absent result, and a comparison with an
 * absent operand is false; the rule book knows before it asks whether a condition is open.
 */
public final class Exact {
    private Exact() {}

    public static boolean less(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) < 0;
    }

    public static boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) <= 0;
    }

    public static boolean greater(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) > 0;
    }

    public static boolean greaterOrEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && compare(left, right) >= 0;
    }

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && same(left, right);
    }

    public static boolean notEqual(@Nullable Object left, @Nullable Object right) {
        return left != null && right != null && !same(left, right);
    }

    public static boolean memberOf(@Nullable Object value, @Nullable List<?> list) {
        return value != null && list != null && list.contains(value);
    }

    public static boolean notMemberOf(@Nullable Object value, @Nullable List<?> list) {
        return value != null && list != null && !list.contains(value);
    }

    public static boolean oneOf(@Nullable Object value, Object... constants) {
        return value != null && isAmong(value, constants);
    }

    public static boolean noneOf(@Nullable Object value, Object... constants) {
        return value != null && !isAmong(value, constants);
    }

    private static boolean isAmong(Object value, Object... constants) {
        for (Object constant : constants) {
            if (same(value, constant)) {
                return true;
            }
        }
        return false;
    }

    public static boolean startsWith(@Nullable String text, String start) {
        return text != null && text.startsWith(start);
    }

    public static boolean notStartsWith(@Nullable String text, String start) {
        return text != null && !text.startsWith(start);
    }

    public static boolean endsWith(@Nullable String text, String end) {
        return text != null && text.endsWith(end);
    }

    public static boolean notEndsWith(@Nullable String text, String end) {
        return text != null && !text.endsWith(end);
    }

    public static boolean contains(@Nullable String text, String part) {
        return text != null && text.contains(part);
    }

    public static boolean notContains(@Nullable String text, String part) {
        return text != null && !text.contains(part);
    }

    public static boolean matches(@Nullable String text, String expression) {
        return text != null && TextPattern.matches(expression, text);
    }

    public static boolean notMatches(@Nullable String text, String expression) {
        return text != null && !TextPattern.matches(expression, text);
    }

    /** Whether a total stays open because of a fact: it may belong or not, or its value is absent. */
    public static boolean unsure(boolean belongs, @Nullable Object value) {
        return !belongs || value == null;
    }

    public static boolean isAbsent(@Nullable Object value) {
        return value == null;
    }

    public static boolean isPresent(@Nullable Object value) {
        return value != null;
    }

    public static @Nullable BigDecimal plus(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : decimal(left).add(decimal(right));
    }

    public static @Nullable BigDecimal minus(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : decimal(left).subtract(decimal(right));
    }

    public static @Nullable BigDecimal times(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : decimal(left).multiply(decimal(right));
    }

    public static @Nullable BigDecimal remainder(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null ? null : decimal(left).remainder(decimal(right));
    }

    public static @Nullable LocalDate plusDays(@Nullable LocalDate date, @Nullable Integer days) {
        return date == null || days == null ? null : date.plusDays(days);
    }

    public static @Nullable LocalDate minusDays(@Nullable LocalDate date, @Nullable Integer days) {
        return date == null || days == null ? null : date.minusDays(days);
    }

    public static @Nullable Instant later(@Nullable Instant moment, @Nullable Duration span) {
        return moment == null || span == null ? null : moment.plus(span);
    }

    public static @Nullable Instant earlier(@Nullable Instant moment, @Nullable Duration span) {
        return moment == null || span == null ? null : moment.minus(span);
    }

    private static boolean same(Object left, Object right) {
        if ((left instanceof Number || left instanceof Average)
                && (right instanceof Number || right instanceof Average)) {
            return compare(left, right) == 0;
        }
        return left.equals(right);
    }

    @SuppressWarnings({"unchecked", "rawtypes"}) // the rule reader has checked that both have the same type
    private static int compare(Object left, Object right) {
        if (left instanceof Average average) {
            return average.compareTo(decimal(right));
        }
        if (right instanceof Average average) {
            return -average.compareTo(decimal(left));
        }
        if (left.getClass() == right.getClass()) {
            return ((Comparable) left).compareTo(right);
        }
        return decimal(left).compareTo(decimal(right));
    }

    private static BigDecimal decimal(Object number) {
        return switch (number) {
            case BigDecimal decimal -> decimal;
            case Integer whole -> BigDecimal.valueOf(whole);
            default -> throw new IllegalArgumentException("%s is not a number".formatted(number));
        };
    }
}
