package dev.docket.rules;

import dev.docket.decision.rule.ChosenValue;
import dev.docket.order.Checkpoint;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a bundle as they are on a day, for an order; a global of the rules. A name that does not exist is
 * refused when the rules are compiled, so these methods do not fail for a compiled rule. What they give is null only for a
 * parameter that differs by order and has no value for this one.
 */
public final class Parameters {
    private final Map<String, Object> values;
    private final Map<String, ChosenValue> chosen;

    /** A parameter whose value differs by order. */
    public interface Varying {
        /** The value for an order. */
        ChosenValue of(OrderSnapshot order);
    }

    public Parameters(Map<String, Object> values) {
        this(Map.copyOf(values), Map.of());
    }

    private Parameters(Map<String, Object> values, Map<String, ChosenValue> chosen) {
        this.values = values;
        this.chosen = chosen;
    }

    /** The same with the values for an order. */
    public Parameters of(OrderSnapshot order) {
        Map<String, ChosenValue> forOrder = new HashMap<>();
        values.forEach((name, value) -> {
            if (value instanceof Varying varying) {
                forOrder.put(name, varying.of(order));
            }
        });
        return forOrder.isEmpty() ? this : new Parameters(values, forOrder);
    }

    /** A percentage, 0 to 100. */
    public @Nullable BigDecimal percent(String name) {
        return (BigDecimal) value(name);
    }

    /** A percentage as a share, 0 to 1. */
    public @Nullable BigDecimal share(String name) {
        BigDecimal percent = percent(name);
        return percent == null ? null : percent.movePointLeft(2);
    }

    /** An amount in the order's currency. */
    public @Nullable BigDecimal amount(String name) {
        return (BigDecimal) value(name);
    }

    /** A factor. */
    public @Nullable BigDecimal multiple(String name) {
        return (BigDecimal) value(name);
    }

    /** A number of things. */
    public @Nullable Integer count(String name) {
        return (Integer) value(name);
    }

    /** A number of calendar days. */
    public @Nullable Integer days(String name) {
        return (Integer) value(name);
    }

    /** A number of hours, as a length of time. */
    public @Nullable Duration hours(String name) {
        return value(name) instanceof Integer number ? Duration.ofHours(number) : null;
    }

    /** A number of minutes, as a length of time. */
    public @Nullable Duration minutes(String name) {
        return value(name) instanceof Integer number ? Duration.ofMinutes(number) : null;
    }

    /** A list of codes or names. */
    @SuppressWarnings("unchecked") // checked when the parameter file was read
    public @Nullable List<String> texts(String name) {
        return (List<String>) value(name);
    }

    /** The request paths that a checkpoint asks for. */
    @SuppressWarnings("unchecked") // checked when the parameter file was read
    public List<RequestPath> inputs(String name, Checkpoint checkpoint) {
        Map<Checkpoint, List<RequestPath>> byCheckpoint = (Map<Checkpoint, List<RequestPath>>) value(name);
        return byCheckpoint == null ? List.of() : byCheckpoint.getOrDefault(checkpoint, List.of());
    }

    /** Whether the parameter file has it. */
    public boolean has(String name) {
        return values.containsKey(name);
    }

    /** The value for this order, in the unit of the parameter file; null when there is none for it. */
    public @Nullable Object value(String name) {
        ChosenValue choice = chosen.get(name);
        return choice == null ? written(name) : choice.value();
    }

    /** The same with why it is this one, where it differs by order. */
    public Object told(String name) {
        ChosenValue choice = chosen.get(name);
        return choice == null ? written(name) : choice;
    }

    /** How the value was chosen; null when all orders have the same. */
    public @Nullable ChosenValue choice(String name) {
        return chosen.get(name);
    }

    private Object written(String name) {
        Object value = values.get(name);
        if (value == null) {
            throw new IllegalArgumentException("there is no parameter '%s'".formatted(name));
        }
        return value;
    }
}
