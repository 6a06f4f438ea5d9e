package dev.docket.sample;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A record in the making, its components by name: those of an order are too many for the arguments of a call. What is not
 * set is absent.
 */
final class Draft<R extends Record> {
    private final Class<R> type;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Draft(Class<R> type) {
        this.type = type;
        for (RecordComponent component : type.getRecordComponents()) {
            values.put(component.getName(), null);
        }
    }

    /** A draft in which nothing is set. */
    static <R extends Record> Draft<R> of(Class<R> type) {
        return new Draft<>(type);
    }

    /** A draft that is like a record so far. */
    @SuppressWarnings("unchecked") // a record is of its own class
    static <R extends Record> Draft<R> like(R record) {
        var draft = new Draft<>((Class<R>) record.getClass());
        for (RecordComponent component : record.getClass().getRecordComponents()) {
            try {
                draft.set(component.getName(), component.getAccessor().invoke(record));
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("%s cannot be read".formatted(component), impossible);
            }
        }
        return draft;
    }

    /** Sets a component. @throws IllegalArgumentException if the record has no such component */
    Draft<R> set(String name, @Nullable Object value) {
        if (!values.containsKey(name)) {
            throw new IllegalArgumentException("%s has no component '%s'".formatted(type.getSimpleName(), name));
        }
        values.put(name, value);
        return this;
    }

    R build() {
        try {
            Constructor<R> constructor = type.getDeclaredConstructor(Arrays.stream(type.getRecordComponents())
                    .map(RecordComponent::getType)
                    .toArray(Class<?>[]::new));
            return constructor.newInstance(values.values().toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("%s cannot be built of %s".formatted(type, values), impossible);
        }
    }
}
