package dev.docket.rules.solve;

import dev.docket.rules.language.Expr;
import dev.docket.rules.language.Part;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a sum of terms and a constant, in one form however it is written: {@code a + 2 * b - 30 days}. Dates
 * count in days, moments in seconds.
 *
 * @param terms by what they are, in one wording
 */
record Sum(SortedMap<String, Term> terms, BigDecimal constant) {
    private static final int DECIMALS = 12;

    /**
     * A field, or a product of fields, and how often it counts.
     *
     * @param isWhole whether it is counted in whole numbers or days
     * @param isSize whether it is never below zero
     */
    record Term(BigDecimal factor, boolean isWhole, boolean isSize) {
        Term times(BigDecimal number) {
            return new Term(factor.multiply(number), isWhole, isSize);
        }

        boolean isWholeMultiple() {
            return isWhole && factor.stripTrailingZeros().scale() <= 0;
        }
    }

    /** The expression in this form, or null when its terms cancel out: whether they are there matters all the same. */
    static @Nullable Sum of(Expr expression, Part.Match own, Wording wording, Constants constants) {
        BigDecimal known = constants.number(expression);
        if (known != null) {
            return new Sum(new TreeMap<>(), known);
        }
        return switch (expression) {
            case Expr.Arithmetic arithmetic -> {
                Sum left = of(arithmetic.left(), own, wording, constants);
                Sum right = of(arithmetic.right(), own, wording, constants);
                yield left == null || right == null
                        ? null
                        : combined(arithmetic, left, right, term(expression, own, wording));
            }
            case Expr.Shift shift -> {
                Sum base = of(shift.base(), own, wording, constants);
                Sum by = of(shift.by(), own, wording, constants);
                yield base == null || by == null
                        ? null
                        : base.plus(shift.move().isForward() ? by : by.times(BigDecimal.ONE.negate()));
            }
            case Expr.Read read -> term(read, own, wording);
            case Expr.Parameter parameter -> term(parameter, own, wording);
            case Expr.Constant constant -> null;
            case Expr.Whole whole -> null;
        };
    }

    private static Sum term(Expr expression, Part.Match own, Wording wording) {
        boolean isWhole = expression.type() == ValueType.Simple.WHOLE || expression.type() == ValueType.Simple.DATE;
        Term one = new Term(BigDecimal.ONE, isWhole, Constants.isSize(expression));
        return new Sum(new TreeMap<>(Map.of(wording.expression(expression, own), one)), BigDecimal.ZERO);
    }

    private static @Nullable Sum combined(Expr.Arithmetic arithmetic, Sum left, Sum right, Sum opaque) {
        return switch (arithmetic.operator()) {
            case PLUS -> left.plus(right);
            case MINUS -> left.minus(right);
            case TIMES ->
                right.terms.isEmpty()
                        ? left.times(right.constant)
                        : left.terms.isEmpty() ? right.times(left.constant) : opaque;
            case REMAINDER -> opaque;
        };
    }

    @Nullable
    Sum minus(Sum other) {
        return plus(other.times(BigDecimal.ONE.negate()));
    }

    private @Nullable Sum plus(@Nullable Sum other) {
        if (other == null) {
            return null;
        }
        SortedMap<String, Term> sum = new TreeMap<>(terms);
        other.terms.forEach((name, term) ->
                sum.merge(name, term, (one, more) -> new Term(one.factor.add(more.factor), one.isWhole, one.isSize)));
        return sum.values().stream().anyMatch(term -> term.factor.signum() == 0)
                ? null
                : new Sum(sum, constant.add(other.constant));
    }

    private @Nullable Sum times(@Nullable BigDecimal number) {
        if (number == null || number.signum() == 0) {
            return null;
        }
        SortedMap<String, Term> product = new TreeMap<>();
        terms.forEach((name, term) -> product.put(name, term.times(number)));
        return new Sum(product, constant.multiply(number));
    }

    /** The factor of the first term; there must be one. */
    BigDecimal lead() {
        return terms.values().iterator().next().factor;
    }

    /** The same in a form that multiples of it have too: the first term once, where that can be told exactly. */
    Sum scaled() {
        BigDecimal lead = lead();
        SortedMap<String, Term> scaled = new TreeMap<>();
        for (Map.Entry<String, Term> entry : terms.entrySet()) {
            BigDecimal factor = quotient(entry.getValue().factor, lead);
            if (factor == null) {
                return signed();
            }
            scaled.put(entry.getKey(), new Term(factor, entry.getValue().isWhole, entry.getValue().isSize));
        }
        BigDecimal rest = quotient(constant, lead);
        return rest == null ? signed() : new Sum(scaled, rest);
    }

    private Sum signed() {
        Sum opposite = lead().signum() < 0 ? times(BigDecimal.ONE.negate()) : this;
        return opposite == null ? this : opposite;
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal quotient = dividend.divide(divisor, Math.max(DECIMALS, dividend.scale()), RoundingMode.DOWN);
        return quotient.multiply(divisor).compareTo(dividend) == 0 ? quotient : null;
    }

    /** What it is about, without the constant. */
    String key() {
        StringBuilder key = new StringBuilder();
        terms.forEach((name, term) -> {
            BigDecimal size = term.factor.abs();
            String sign = term.factor.signum() < 0 ? "- " : key.isEmpty() ? "" : "+ ";
            String times = size.compareTo(BigDecimal.ONE) == 0
                    ? ""
                    : size.stripTrailingZeros().toPlainString() + " * ";
            key.append(key.isEmpty() ? "" : " ").append(sign).append(times).append(name);
        });
        return key.toString();
    }

    boolean isWhole() {
        return terms.values().stream().allMatch(Term::isWholeMultiple);
    }

    /** Whether the terms together are never below zero. */
    boolean isSize() {
        return terms.values().stream().allMatch(term -> term.isSize && term.factor.signum() > 0);
    }
}
