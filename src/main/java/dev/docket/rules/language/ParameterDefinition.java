package dev.docket.rules.language;

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
 * @param line where it stands in the file
 */
public record ParameterDefinition(
        String name, Unit unit, String owner, String says, NavigableMap<LocalDate, Object> values, int line) {

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
        COST;

        public List<String> accessors() {
            return switch (this) {
                case PERCENT -> List.of("percent", "share");
                case AMOUNT, MULTIPLE, COUNT, DAYS, HOURS, MINUTES, TEXTS, INPUTS ->
                    List.of(name().toLowerCase(Locale.ROOT));
                case PROBABILITY, COST, TIME_ZONE -> List.of();
            };
        }

        public boolean isWhole() {
            return this == COUNT || this == DAYS || this == HOURS || this == MINUTES;
        }

        public boolean isNumber() {
            return this != TEXTS && this != INPUTS && this != TIME_ZONE;
        }
    }

    /** The value on a day. */
    public Object on(LocalDate day) {
        return values.floorEntry(day).getValue();
    }
}
