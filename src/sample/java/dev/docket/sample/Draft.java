package dev.docket.sample;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A record in the making, its components by name: those of an order are too many for the arguments of a call. What is not
 * set is absent.
 */
final class Draft<R extends Record> {
    private final Class<R> type;
    private final Shape shape;
    private final @Nullable Object[] values;

    private Draft(Class<R> type) {
        this.type = type;
        this.shape = Shape.OF.get(type);
        this.values = new @Nullable Object[shape.names().size()];
    }

    /** A draft in which nothing is set. */
    static <R extends Record> Draft<R> of(Class<R> type) {
        return new Draft<>(type);
    }

    /** A draft that is like a record so far. */
    @SuppressWarnings("unchecked") // a record is of its own class
    static <R extends Record> Draft<R> like(R record) {
        var draft = new Draft<>((Class<R>) record.getClass());
        for (int i = 0; i < draft.values.length; i++) {
            RecordComponent component = draft.shape.components().get(i);
            try {
                draft.values[i] = component.getAccessor().invoke(record);
            } catch (ReflectiveOperationException impossible) {
                throw new IllegalStateException("%s cannot be read".formatted(component), impossible);
            }
        }
        return draft;
    }

    /** Sets a component. @throws IllegalArgumentException if the record has no such component */
    Draft<R> set(String name, @Nullable Object value) {
        int place = shape.names().indexOf(name);
        if (place < 0) {
            throw new IllegalArgumentException("%s has no component '%s'".formatted(type.getSimpleName(), name));
        }
        values[place] = value;
        return this;
    }

    R build() {
        try {
            return type.cast(shape.constructor().newInstance(values));
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(
                    "%s cannot be built of %s".formatted(type, Arrays.toString(values)), impossible);
        }
    }

    /** What a record is made of. Asked for once for each class: the JVM makes it anew for whoever asks, which takes its time. */
    private record Shape(List<RecordComponent> components, List<String> names, Constructor<?> constructor) {
        static final ClassValue<Shape> OF = new ClassValue<>() {
            @Override
            protected Shape computeValue(Class<?> type) {
                RecordComponent[] components = type.getRecordComponents();
                try {
                    return new Shape(
                            List.of(components),
                            Arrays.stream(components)
                                    .map(RecordComponent::getName)
                                    .toList(),
                            type.getDeclaredConstructor(Arrays.stream(components)
                                    .map(RecordComponent::getType)
                                    .toArray(Class<?>[]::new)));
                } catch (NoSuchMethodException impossible) {
                    throw new IllegalStateException("%s has no constructor".formatted(type), impossible);
                }
            }
        };
    }
}
