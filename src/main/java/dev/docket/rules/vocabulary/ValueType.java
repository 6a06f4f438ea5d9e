package dev.docket.rules.vocabulary;

import dev.docket.order.RequestPath;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/** What kind of value an expression in a condition has. */
public sealed interface ValueType {
    /** The kinds without parts. */
    enum Simple implements ValueType {
        DECIMAL("a number", true),
        WHOLE("a whole number", true),
        TEXT("text", false),
        TRUTH("true or false", false),
        DATE("a date", true),
        MOMENT("a moment", true),
        SPAN("a length of time", false);

        private final String word;
        private final boolean ordered;

        Simple(String word, boolean ordered) {
            this.word = word;
            this.ordered = ordered;
        }

        private boolean isOf(Class<?> javaType) {
            return switch (this) {
                case DECIMAL -> javaType == BigDecimal.class;
                case WHOLE -> javaType == Integer.class || javaType == int.class;
                case TEXT -> javaType == String.class || javaType == RequestPath.class;
                case TRUTH -> javaType == Boolean.class || javaType == boolean.class;
                case DATE -> javaType == LocalDate.class;
                case MOMENT -> javaType == Instant.class;
                case SPAN -> javaType == Duration.class;
            };
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
                if (simple.isOf(javaClass)) {
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

    /** All its values, where they are few; else none. */
    default List<Object> constants() {
        return switch (this) {
            case OneOf oneOf -> List.of(oneOf.enumeration().getEnumConstants());
            case Simple simple -> simple == Simple.TRUTH ? List.of(true, false) : List.of();
            case Fact fact -> List.of();
            case Many many -> List.of();
        };
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
