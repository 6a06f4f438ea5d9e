package dev.docket.rules.language;

import dev.docket.rules.vocabulary.ValueType;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.NavigableMap;

/**
 * A number, list or table of the policy that analysts may change without touching a rule.
 *
 * @param unit what the value is counted in, and so how rules may use it
 * @param owner who answers for the value
 * @param says what it is for, one sentence
 * @param values the value by the day from which it holds; the first holds from the beginning
 * @param variation how the value differs by order
 * @param line where it stands in the file
 */
public record ParameterDefinition(
        String name,
        Unit unit,
        String owner,
        String says,
        NavigableMap<LocalDate, Object> values,
        Variation variation,
        int line) {

    /** What a value is counted in; the accessors are how a rule may ask for it. */
    public enum Unit {
        PERCENT,
        AMOUNT,
        MULTIPLE,
        COUNT,
        DAYS,
        HOURS,
        MINUTES,
        TEXTS,
        INPUTS,
        TIME_ZONE,
        PROBABILITY,
        COST,
        /** Percentages by name. */
        PERCENTS,
        /** How many percent of the orders each priority class gets, and from which amounts on, by currency. */
        BANDS;

        public List<Accessor> accessors() {
            return switch (this) {
                case PERCENT -> List.of(Accessor.PERCENT, Accessor.SHARE);
                case AMOUNT -> List.of(Accessor.AMOUNT);
                case MULTIPLE -> List.of(Accessor.MULTIPLE);
                case COUNT -> List.of(Accessor.COUNT);
                case DAYS -> List.of(Accessor.DAYS);
                case HOURS -> List.of(Accessor.HOURS);
                case MINUTES -> List.of(Accessor.MINUTES);
                case TEXTS -> List.of(Accessor.TEXTS);
                case INPUTS -> List.of(Accessor.INPUTS);
                case PROBABILITY, COST, TIME_ZONE, PERCENTS, BANDS -> List.of();
            };
        }

        public boolean isWhole() {
            return this == COUNT || this == DAYS || this == HOURS || this == MINUTES;
        }

        public boolean isNumber() {
            return this != TEXTS && this != INPUTS && this != TIME_ZONE && this != PERCENTS && this != BANDS;
        }
    }

    /** How a rule asks for a parameter, {@code parameters.days("past-due-days")}, and what it is given. */
    public enum Accessor {
        PERCENT,
        SHARE,
        AMOUNT,
        MULTIPLE,
        COUNT,
        DAYS,
        HOURS,
        MINUTES,
        TEXTS,
        INPUTS;

        public ValueType type() {
            return switch (this) {
                case PERCENT, SHARE, AMOUNT, MULTIPLE -> ValueType.Simple.DECIMAL;
                case COUNT, DAYS -> ValueType.Simple.WHOLE;
                case HOURS, MINUTES -> ValueType.Simple.SPAN;
                case TEXTS, INPUTS -> new ValueType.Many(ValueType.Simple.TEXT);
            };
        }

        /** The method, as rules write it. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** The value on a day. */
    public Object on(LocalDate day) {
        return values.floorEntry(day).getValue();
    }
}
