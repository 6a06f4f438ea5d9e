package dev.docket.rules.exact;

import dev.docket.rules.language.Average;
import dev.docket.rules.language.Totalled;
import java.io.Serializable;
import java.math.BigDecimal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Adds up values without rounding. */
public final class Totals implements Serializable {
    private int count;
    private BigDecimal sum = BigDecimal.ZERO;
    private transient @Nullable Object min;
    private transient @Nullable Object max;
    private boolean hasNumbers = true;

    void clear() {
        count = 0;
        sum = BigDecimal.ZERO;
        min = null;
        max = null;
        hasNumbers = true;
    }

    /** @param value a number, date or moment; anything else only counts */
    public void add(Object value) {
        count++;
        if (value instanceof Number) {
            sum = Objects.requireNonNull(Exact.plus(sum, value));
        } else {
            hasNumbers = false;
        }
        if (value instanceof Comparable<?>) {
            min = min == null || Exact.less(value, min) ? value : min;
            max = max == null || Exact.greater(value, max) ? value : max;
        }
    }

    public Totalled totalled() {
        return new Totalled(count, sum, min, max, count > 0 && hasNumbers ? new Average(sum, count) : null);
    }
}
