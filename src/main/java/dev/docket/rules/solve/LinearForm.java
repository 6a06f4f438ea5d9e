package dev.docket.rules.solve;

import dev.docket.rules.language.Expr;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An expression as a sum of unknowns, each with its factor, and a constant: {@code a + 2 * b - 30}. Dates count in days,
 * moments and lengths of time in seconds.
 *
 * @param terms in the order of the unknowns' names, each once; one that cancels out stays, with the factor zero
 */
record LinearForm(List<Term> terms, BigDecimal constant) {
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
        return new LinearForm(List.of(), constant);
    }

    static LinearForm of(Unknown unknown) {
        return new LinearForm(List.of(new Term(BigDecimal.ONE, unknown)), BigDecimal.ZERO);
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
        return new LinearForm(merged(terms, other.terms), constant.add(other.constant));
    }

    private static List<Term> merged(List<Term> some, List<Term> more) {
        if (some.isEmpty() || more.isEmpty()) {
            return some.isEmpty() ? more : some;
        }
        List<Term> merged = new ArrayList<>(some.size() + more.size());
        int left = 0;
        int right = 0;
        while (left < some.size() && right < more.size()) {
            Term one = some.get(left);
            Term other = more.get(right);
            int order = one.unknown.name().compareTo(other.unknown.name());
            merged.add(order < 0 ? one : order > 0 ? other : new Term(one.factor.add(other.factor), one.unknown));
            left += order <= 0 ? 1 : 0;
            right += order >= 0 ? 1 : 0;
        }
        merged.addAll(some.subList(left, some.size()));
        merged.addAll(more.subList(right, more.size()));
        return merged;
    }

    private LinearForm times(BigDecimal number) {
        List<Term> product = terms;
        if (!terms.isEmpty()) {
            product = new ArrayList<>(terms.size());
            for (Term term : terms) {
                product.add(term.times(number));
            }
        }
        return new LinearForm(product, constant.multiply(number));
    }

    private boolean isConstant() {
        for (Term term : terms) {
            if (term.factor.signum() != 0) {
                return false;
            }
        }
        return true;
    }

    /** Whether an unknown cancels out: whether it is there matters all the same. */
    boolean cancels() {
        for (Term term : terms) {
            if (term.factor.signum() == 0) {
                return true;
            }
        }
        return false;
    }

    /** The factor of the first unknown; there must be one. */
    BigDecimal lead() {
        return terms.getFirst().factor;
    }

    /** The same in a form that multiples of it have too: the first unknown once, where that can be said exactly. */
    LinearForm scaled() {
        BigDecimal lead = lead();
        List<Term> scaled = new ArrayList<>();
        for (Term term : terms) {
            BigDecimal factor = quotient(term.factor, lead);
            if (factor == null) {
                return signed();
            }
            scaled.add(new Term(factor, term.unknown));
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
        terms.forEach(term -> {
            BigDecimal size = term.factor.abs();
            String sign = term.factor.signum() < 0 ? "- " : sum.isEmpty() ? "" : "+ ";
            String times = size.compareTo(BigDecimal.ONE) == 0
                    ? ""
                    : size.stripTrailingZeros().toPlainString() + " * ";
            sum.append(sum.isEmpty() ? "" : " ").append(sign).append(times).append(term.unknown.name());
        });
        return sum.toString();
    }

    boolean isWhole() {
        for (Term term : terms) {
            if (!term.isWhole()) {
                return false;
            }
        }
        return true;
    }

    /** Whether the unknowns together are never below zero. */
    boolean isNeverNegative() {
        for (Term term : terms) {
            if (!term.isNeverNegative()) {
                return false;
            }
        }
        return true;
    }
}
