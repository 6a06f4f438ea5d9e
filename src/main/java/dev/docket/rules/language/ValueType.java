package dev.docket.rules.language;

import dev.docket.order.RequestPath;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Set;

/** What kind of value an expression in a condition has. */
public sealed interface ValueType {
    /** The kinds without parts. */
    enum Simple implements ValueType {
        DECIMAL("a number", true, BigDecimal.class),
        WHOLE("a whole number", true, Integer.class, int.class),
        TEXT("text", false, String.class, RequestPath.class),
        TRUTH("true or false", false, Boolean.class, boolean.class),
        DATE("a date", true, LocalDate.class),
        MOMENT("a moment", true, Instant.class),
        SPAN("a length of time", false, Duration.class);

        private final String word;
        private final boolean ordered;
        private final Set<Class<?>> javaTypes;

        Simple(String word, boolean ordered, Class<?>... javaTypes) {
            this.word = word;
            this.ordered = ordered;
            this.javaTypes = Set.of(javaTypes);
        }
    }

    record OneOf(Class<?> enumeration) implements ValueType {}

    record Fact(Class<?> record) implements ValueType {}

    record Many(ValueType element) implements ValueType {}

    /** The type of a Java type that the vocabulary may use. @throws IllegalArgumentException for any other */
    static ValueType of(Type type) {
        if (type instanceof ParameterizedType list && list.getRawType() == List.class) {
            return new Many(of(list.getActualTypeArguments()[0]));
        }
        if (type instanceof Class<?> javaClass) {
            if (javaClass.isEnum()) {
                return new OneOf(javaClass);
            }
            if (javaClass.isRecord()) {
                return new Fact(javaClass);
            }
            for (Simple simple : Simple.values()) {
                if (simple.javaTypes.contains(javaClass)) {
                    return simple;
                }
            }
        }
        throw new IllegalArgumentException("type %s is not in the vocabulary".formatted(type));
    }

    default boolean isNumber() {
        return this == Simple.DECIMAL || this == Simple.WHOLE;
    }

    /** Whether values of both types can be compared with each other. */
    default boolean comparesWith(ValueType other) {
        return equals(other) || (isNumber() && other.isNumber());
    }

    /** Whether its values have an order. */
    default boolean isOrdered() {
        return this instanceof Simple simple && simple.ordered;
    }

    /** The word for people. */
    default String word() {
        return switch (this) {
            case Simple simple -> simple.word;
            case OneOf oneOf -> "a " + oneOf.enumeration().getSimpleName();
            case Fact fact -> "a " + fact.record().getSimpleName();
            case Many many -> "a list";
        };
    }
}
