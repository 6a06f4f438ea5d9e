package dev.docket.rules.solve;

import dev.docket.rules.language.Expr;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a sum of unknowns, each with its factor, and a constant: {@code a + 2 * b - 30}. Dates count in days,
 * moments and lengths of time in seconds.
 *
 * @param terms by the name of the unknown; one that cancels out stays, with the factor zero
 */
record LinearForm(SortedMap<String, Term> terms, BigDecimal constant) {
    private static final int DECIMALS = 12;
    private static final BigDecimal MINUS_ONE = BigDecimal.ONE.negate();

    /** An unknown and how often it counts. */
    record Term(BigDecimal factor, Unknown unknown) {
        Term times(BigDecimal number) {
            return new Term(factor.multiply(number), unknown);
        }

        boolean isWhole() {
            return unknown.isWhole() && factor.stripTrailingZeros().scale() <= 0;
        }

        boolean isNeverNegative() {
            return unknown.isNeverNegative() && factor.signum() > 0;
        }
    }

    static LinearForm of(BigDecimal constant) {
        return new LinearForm(new TreeMap<>(), constant);
    }

    static LinearForm of(Unknown unknown) {
        return new LinearForm(
                new TreeMap<>(Map.of(unknown.name(), new Term(BigDecimal.ONE, unknown))), BigDecimal.ZERO);
    }

    /** The expression in this form, or null when it has none. */
    static @Nullable LinearForm of(Expr expression, Givens givens) {
        Object value = givens.value(expression);
        if (value != null) {
            BigDecimal number = Quantity.of(value);
            return number == null ? null : of(number);
        }
        return switch (expression) {
            case Expr.Arithmetic arithmetic -> {
                LinearForm left = of(arithmetic.left(), givens);
                LinearForm right = of(arithmetic.right(), givens);
                yield left == null || right == null ? null : combined(arithmetic, left, right, givens);
            }
            case Expr.Shift shift -> {
                LinearForm base = of(shift.base(), givens);
                LinearForm by = of(shift.by(), givens);
                yield base == null || by == null ? null : shift.move().isForward() ? base.plus(by) : base.minus(by);
            }
            case Expr.Read read -> unknown(read, givens);
            case Expr.Parameter parameter -> unknown(parameter, givens);
            case Expr.Whole whole -> unknown(whole, givens);
            case Expr.Constant constant -> unknown(constant, givens);
        };
    }

    /** The expression as one unknown, whatever it is made of; null when it is none. */
    static @Nullable LinearForm unknown(Expr expression, Givens givens) {
        Unknown unknown = givens.unknown(expression);
        return unknown == null ? null : of(unknown);
    }

    private static @Nullable LinearForm combined(
            Expr.Arithmetic arithmetic, LinearForm left, LinearForm right, Givens givens) {
        return switch (arithmetic.operator()) {
            case PLUS -> left.plus(right);
            case MINUS -> left.minus(right);
            case TIMES ->
                right.isConstant()
                        ? left.times(right.constant).plus(right.times(BigDecimal.ZERO))
                        : left.isConstant()
                                ? right.times(left.constant).plus(left.times(BigDecimal.ZERO))
                                : unknown(arithmetic, givens);
            case REMAINDER -> unknown(arithmetic, givens);
        };
    }

    LinearForm minus(LinearForm other) {
        return plus(other.times(MINUS_ONE));
    }

    private LinearForm plus(LinearForm other) {
        SortedMap<String, Term> sum = new TreeMap<>(terms);
        other.terms.forEach((name, term) ->
                sum.merge(name, term, (one, more) -> new Term(one.factor.add(more.factor), one.unknown)));
        return new LinearForm(sum, constant.add(other.constant));
    }

    private LinearForm times(BigDecimal number) {
        SortedMap<String, Term> product = new TreeMap<>();
        terms.forEach((name, term) -> product.put(name, term.times(number)));
        return new LinearForm(product, constant.multiply(number));
    }

    private boolean isConstant() {
        return terms.values().stream().allMatch(term -> term.factor.signum() == 0);
    }

    /** Whether an unknown cancels out: whether it is there matters all the same. */
    boolean cancels() {
        return terms.values().stream().anyMatch(term -> term.factor.signum() == 0);
    }

    /** The factor of the first unknown; there must be one. */
    BigDecimal lead() {
        return terms.values().iterator().next().factor;
    }

    /** The same in a form that multiples of it have too: the first unknown once, where that can be said exactly. */
    LinearForm scaled() {
        BigDecimal lead = lead();
        SortedMap<String, Term> scaled = new TreeMap<>();
        for (Map.Entry<String, Term> entry : terms.entrySet()) {
            BigDecimal factor = quotient(entry.getValue().factor, lead);
            if (factor == null) {
                return signed();
            }
            scaled.put(entry.getKey(), new Term(factor, entry.getValue().unknown));
        }
        BigDecimal rest = quotient(constant, lead);
        return rest == null ? signed() : new LinearForm(scaled, rest);
    }

    private LinearForm signed() {
        return lead().signum() < 0 ? times(MINUS_ONE) : this;
    }

    private static @Nullable BigDecimal quotient(BigDecimal dividend, BigDecimal divisor) {
        BigDecimal quotient = dividend.divide(divisor, Math.max(DECIMALS, dividend.scale()), RoundingMode.DOWN);
        return quotient.multiply(divisor).compareTo(dividend) == 0 ? quotient : null;
    }

    /** What it is about, without the constant. */
    String name() {
        StringBuilder sum = new StringBuilder();
        terms.forEach((name, term) -> {
            BigDecimal size = term.factor.abs();
            String sign = term.factor.signum() < 0 ? "- " : sum.isEmpty() ? "" : "+ ";
            String times = size.compareTo(BigDecimal.ONE) == 0
                    ? ""
                    : size.stripTrailingZeros().toPlainString() + " * ";
            sum.append(sum.isEmpty() ? "" : " ").append(sign).append(times).append(name);
        });
        return sum.toString();
    }

    boolean isWhole() {
        return terms.values().stream().allMatch(Term::isWhole);
    }

    /** Whether the unknowns together are never below zero. */
    boolean isNeverNegative() {
        return terms.values().stream().allMatch(Term::isNeverNegative);
    }
}
