package dev.docket.rules.exact;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The comparisons under a {@code not}: a comparison with an absent operand may hold, so "there is none" is only certain
 * when not even that is so. Otherwise as {@link Exact}.
 *
 * <p>Public only because compiled rules call it. It matters in a Drools session; the rule book itself never asks about
 * an absent operand.
 */
public final class Possible {
    private Possible() {}

    public static boolean less(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.less(left, right);
    }

    public static boolean lessOrEqual(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.lessOrEqual(left, right);
    }

    public static boolean greater(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.greater(left, right);
    }

    public static boolean greaterOrEqual(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.greaterOrEqual(left, right);
    }

    public static boolean equal(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.equal(left, right);
    }

    public static boolean notEqual(@Nullable Object left, @Nullable Object right) {
        return isOpen(left, right) || Exact.notEqual(left, right);
    }

    public static boolean memberOf(@Nullable Object value, @Nullable List<?> list) {
        return isOpen(value, list) || Exact.memberOf(value, list);
    }

    public static boolean notMemberOf(@Nullable Object value, @Nullable List<?> list) {
        return isOpen(value, list) || Exact.notMemberOf(value, list);
    }

    public static boolean oneOf(@Nullable Object value, Object... constants) {
        return value == null || Exact.oneOf(value, constants);
    }

    public static boolean noneOf(@Nullable Object value, Object... constants) {
        return value == null || Exact.noneOf(value, constants);
    }

    public static boolean startsWith(@Nullable String text, String start) {
        return text == null || Exact.startsWith(text, start);
    }

    public static boolean notStartsWith(@Nullable String text, String start) {
        return text == null || Exact.notStartsWith(text, start);
    }

    public static boolean endsWith(@Nullable String text, String end) {
        return text == null || Exact.endsWith(text, end);
    }

    public static boolean notEndsWith(@Nullable String text, String end) {
        return text == null || Exact.notEndsWith(text, end);
    }

    public static boolean contains(@Nullable String text, String part) {
        return text == null || Exact.contains(text, part);
    }

    public static boolean notContains(@Nullable String text, String part) {
        return text == null || Exact.notContains(text, part);
    }

    public static boolean matches(@Nullable String text, String expression) {
        return text == null || Exact.matches(text, expression);
    }

    public static boolean notMatches(@Nullable String text, String expression) {
        return text == null || Exact.notMatches(text, expression);
    }

    public static boolean isAbsent(@Nullable Object value) {
        return Exact.isAbsent(value);
    }

    public static boolean isPresent(@Nullable Object value) {
        return Exact.isPresent(value);
    }

    private static boolean isOpen(@Nullable Object left, @Nullable Object right) {
        return left == null || right == null;
    }
}
