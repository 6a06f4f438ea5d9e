package dev.docket.json.read;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;

/** The readers for all types a record component may have. */
final class ValueReaders {
    private ValueReaders() {}

    /**
     * The reader of a component type.
     *
     * @throws IllegalArgumentException for a type that cannot be read from a document
     */
    static ValueReader of(Type type) {
        if (type instanceof Class<?> plain) {
            return ofClass(plain);
        }
        if (type instanceof ParameterizedType generic) {
            Type[] arguments = generic.getActualTypeArguments();
            if (generic.getRawType() == List.class) {
                return new ListReader(arguments[0]);
            }
            if (isMap(generic.getRawType()) && arguments[0] == String.class && arguments[1] == Object.class) {
                return new AttributesReader();
            }
            if (isMap(generic.getRawType()) && arguments[0] == String.class) {
                return new MapReader(of(arguments[1]));
            }
        }
        throw unreadable(type);
    }

    private static boolean isMap(Type type) {
        return type == Map.class || type == SortedMap.class;
    }

    private static ValueReader ofClass(Class<?> type) {
        if (type == String.class) {
            return Scalars::text;
        }
        if (type == BigDecimal.class) {
            return Scalars::decimal;
        }
        if (type == Integer.class || type == int.class) {
            return Scalars::integer;
        }
        if (type == Long.class || type == long.class) {
            return Scalars::wholeNumber;
        }
        if (type == Boolean.class || type == boolean.class) {
            return Scalars::bool;
        }
        if (type == Double.class || type == double.class) {
            return Scalars::real;
        }
        if (type == LocalDate.class) {
            return Times::date;
        }
        if (type == Instant.class) {
            return Times::instant;
        }
        if (type == Duration.class) {
            return Times::duration;
        }
        if (type == JsonNode.class) {
            return Trees::read;
        }
        if (type.isEnum()) {
            return new EnumReader(type);
        }
        if (type.isRecord()) {
            // Looked up lazily, because records may be recursive.
            return cursor -> RecordShape.of(type).read(cursor);
        }
        throw unreadable(type);
    }

    private static IllegalArgumentException unreadable(Type type) {
        return new IllegalArgumentException("cannot read a value of type " + type.getTypeName());
    }
}
