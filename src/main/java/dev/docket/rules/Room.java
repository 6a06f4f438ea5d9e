package dev.docket.rules;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The values that conditions leave to one field: a range of numbers, or a set of other values. */
final class Room {
    private @Nullable BigDecimal low;
    private @Nullable BigDecimal high;
    private boolean lowExcluded;
    private boolean highExcluded;
    private @Nullable Set<Object> among;
    private final Set<Object> not = new HashSet<>();

    /** Leaves only what stands in this relation to a number. */
    Room number(String operator, BigDecimal value, boolean isWhole) {
        boolean excluded = operator.equals("<") || operator.equals(">");
        switch (operator) {
            case "<", "<=" -> {
                // Of whole numbers, below 4 and above 3 leave nothing.
                BigDecimal end = isWhole && excluded
                        ? value.setScale(0, RoundingMode.CEILING).subtract(BigDecimal.ONE)
                        : value;
                high(end, excluded && !isWhole);
            }
            case ">", ">=" -> {
                BigDecimal end = isWhole && excluded
                        ? value.setScale(0, RoundingMode.FLOOR).add(BigDecimal.ONE)
                        : value;
                low(end, excluded && !isWhole);
            }
            case "==" -> {
                low(value, false);
                high(value, false);
            }
            default -> not.add(value.stripTrailingZeros());
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

    Room among(Set<?> values) {
        if (among == null) {
            among = new HashSet<>(values);
        } else {
            among.retainAll(values);
        }
        return this;
    }

    Room notAmong(Set<?> values) {
        not.addAll(values);
        return this;
    }

    boolean isEmpty() {
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
