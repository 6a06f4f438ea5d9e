package dev.docket.rules;

import dev.docket.order.Checkpoint;
import dev.docket.order.RequestPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * The parameters of a bundle as they are on a day; a global of the rules. A name that does not exist is refused when the
 * rules are compiled, so these methods do not fail for a compiled rule.
 */
public final class Parameters {
    private final Map<String, Object> values;

    public Parameters(Map<String, Object> values) {
        this.values = Map.copyOf(values);
    }

    /** A percentage, 0 to 100. */
    public BigDecimal percent(String name) {
        return (BigDecimal) value(name);
    }

    /** A percentage as a share, 0 to 1. */
    public BigDecimal share(String name) {
        return percent(name).movePointLeft(2);
    }

    /** An amount in the order's currency. */
    public BigDecimal amount(String name) {
        return (BigDecimal) value(name);
    }

    /** A factor. */
    public BigDecimal multiple(String name) {
        return (BigDecimal) value(name);
    }

    /** A number of things. */
    public Integer count(String name) {
        return (Integer) value(name);
    }

    /** A number of calendar days. */
    public Integer days(String name) {
        return (Integer) value(name);
    }

    /** A number of hours, as a length of time. */
    public Duration hours(String name) {
        return Duration.ofHours((Integer) value(name));
    }

    /** A number of minutes, as a length of time. */
    public Duration minutes(String name) {
        return Duration.ofMinutes((Integer) value(name));
    }

    /** A list of codes or names. */
    @SuppressWarnings("unchecked") // checked when the parameter file was read
    public List<String> texts(String name) {
        return (List<String>) value(name);
    }

    /** The request paths that a checkpoint asks for. */
    @SuppressWarnings("unchecked") // checked when the parameter file was read
    public List<RequestPath> inputs(String name, Checkpoint checkpoint) {
        return ((Map<Checkpoint, List<RequestPath>>) value(name)).getOrDefault(checkpoint, List.of());
    }

    /** Whether the parameter file has it. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value as the parameter file has it. */
    public Object value(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter '%s'".formatted(name));
        }
        return value;
    }
}
