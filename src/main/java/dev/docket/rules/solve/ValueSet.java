package dev.docket.rules.solve;

import dev.docket.rules.language.Comparison;
import dev.docket.rules.vocabulary.Domain;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that conditions leave to one field: a range of numbers, or a set of other values. */
public final class ValueSet {
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal high;
    private boolean lowExcluded;
    private boolean highExcluded;
    private @Nullable Set<Object> among;
    private Set<Object> not = Set.of();

    /** Leaves only what stands in this relation to a number. */
    public ValueSet number(Comparison operator, BigDecimal value, boolean isWhole) {
        boolean excluded = operator.isStrict();
        switch (operator) {
            case LESS, LESS_OR_EQUAL -> {
                // Of whole numbers, below 4 and above 3 leave nothing.
                BigDecimal end = isWhole && excluded
                        ? value.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE)
                        : value;
                high(end, excluded && !isWhole);
            }
            case GREATER, GREATER_OR_EQUAL -> {
                BigDecimal end = isWhole && excluded
                        ? value.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                        : value;
                low(end, excluded && !isWhole);
            }
            case EQUAL -> {
                low(value, false);
                high(value, false);
            }
            case NOT_EQUAL -> notAmong(Set.of(value.stripTrailingZeros()));
        }
        return this;
    }

    /** Leaves only what a valid order may have. */
    public ValueSet within(Domain domain, boolean isWhole) {
        if (domain.least() != null) {
            number(domain.leastIncluded() ? Comparison.GREATER_OR_EQUAL : Comparison.GREATER, domain.least(), isWhole);
        }
        if (domain.most() != null) {
            number(Comparison.LESS_OR_EQUAL, domain.most(), isWhole);
        }
        return this;
    }

    private void low(BigDecimal end, boolean excluded) {
        int compared = low == null ? 1 : end.compareTo(low);
        if (compared > 0 || (compared == 0 && excluded)) {
            low = end;
            lowExcluded = excluded;
        }
    }

    private void high(BigDecimal end, boolean excluded) {
        int compared = high == null ? -1 : end.compareTo(high);
        if (compared < 0 || (compared == 0 && excluded)) {
            high = end;
            highExcluded = excluded;
        }
    }

    public ValueSet among(Set<?> values) {
        if (among == null) {
            among = new HashSet<>(values);
        } else {
            among.retainAll(values);
        }
        return this;
    }

    public ValueSet notAmong(Set<?> values) {
        if (not.isEmpty()) {
            not = Set.copyOf(values);
            return this;
        }
        not = new HashSet<>(not);
        not.addAll(values);
        return this;
    }

    @Nullable
    public BigDecimal low() {
        return low;
    }

    @Nullable
    public BigDecimal high() {
        return high;
    }

    public boolean lowExcluded() {
        return lowExcluded;
    }

    public boolean highExcluded() {
        return highExcluded;
    }

    /** The only values that are left, or null when they are not a list. */
    @Nullable
    public Set<Object> left() {
        if (among == null) {
            return null;
        }
        Set<Object> left = new HashSet<>(among);
        not.forEach(left::remove);
        return left;
    }

    /** The values that are taken out. */
    public Set<Object> excluded() {
        return not;
    }

    /** What is left, the same words for the same values. */
    public String words() {
        Set<Object> left = left();
        return left != null
                ? sorted(left)
                : (lowExcluded ? "(" : "[") + plain(low) + ", " + plain(high) + (highExcluded ? ")" : "]")
                        + (not.isEmpty() ? "" : " without " + sorted(not));
    }

    private static String sorted(Set<Object> values) {
        return values.stream().map(Object::toString).sorted().toList().toString();
    }

    private static String plain(@Nullable BigDecimal end) {
        return end == null
                ? ""
                : end.signum() == 0 ? "0" : end.stripTrailingZeros().toPlainString();
    }

    public boolean isEmpty() {
        if (among != null && not.containsAll(among)) {
            return true;
        }
        if (low == null || high == null) {
            return false;
        }
        int compared = low.compareTo(high);
        return compared > 0
                || (compared == 0 && (lowExcluded || highExcluded || not.contains(low.stripTrailingZeros())));
    }
}
