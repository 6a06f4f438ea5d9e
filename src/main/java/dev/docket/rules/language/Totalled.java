package dev.docket.rules.language;

import dev.docket.rules.vocabulary.Domain;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import java.math.BigDecimal;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What {@code accumulate} found over the facts that meet its conditions; public because compiled rules read it.
 *
 * @param sum 0 over none
 * @param min null over none, as are the next two
 */
public record Totalled(
        int count,
        BigDecimal sum,
        @Nullable Object min,
        @Nullable Object max,
        @Nullable Average average) {

    /** The totals that rules may ask for, by the names they have there. */
    public enum Total {
        SUM("sum"),
        COUNT("count"),
        MIN("min"),
        MAX("max"),
        AVERAGE("average");

        private final String name;

        Total(String name) {
            this.name = name;
        }

        /** Whether it calculates with the values, which must then be numbers. */
        public boolean calculates() {
            return this == SUM || this == AVERAGE;
        }

        /** As rules write it. */
        @Override
        public String toString() {
            return name;
        }

        /** The value of this total, or null when there is none. */
        @Nullable
        Object of(Totalled totalled) {
            return switch (this) {
                case SUM -> totalled.sum;
                case COUNT -> totalled.count;
                case MIN -> totalled.min;
                case MAX -> totalled.max;
                case AVERAGE -> totalled.average;
            };
        }
    }

    /** The fact that has a total; it stands nowhere in a request. */
    public static final FactType FACT =
            new FactType(Totalled.class, null, FactType.Kind.ELEMENT, false, new TreeMap<>(), snapshot -> null, -1);

    /** How a condition reads a total of values of some type. */
    public static Expr.Read read(Total total, ValueType value) {
        ValueType type =
                switch (total) {
                    case SUM, AVERAGE -> ValueType.Simple.DECIMAL;
                    case COUNT -> ValueType.Simple.WHOLE;
                    case MIN, MAX -> value;
                };
        Field field = new Field(
                total.toString(),
                type,
                false,
                false,
                List.of(),
                List.of(),
                false,
                List.of(),
                total == Total.COUNT ? Domain.FROM_ZERO : Domain.ALL,
                total.toString(),
                total.toString(),
                new Field.Getter.Plain(totalled -> total.of((Totalled) totalled)));
        return new Expr.Read(null, FACT, field, List.of());
    }
}
