package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.read.cursor.JsonCursor;
import dev.docket.json.read.cursor.Names;
import dev.docket.order.Settled;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The reader of a record class, built once per class. */
final class RecordShape {
    private static final ClassValue<RecordShape> SHAPES = new ClassValue<>() {
        @Override
        protected RecordShape computeValue(Class<?> type) {
            return new RecordShape(type);
        }
    };

    private final Map<String, Integer> positions = new LinkedHashMap<>();
    private final Field[] fields;
    private final MethodHandle constructor;

    /**
     * One component.
     *
     * @param blank its constructor argument while it is absent
     */
    private record Field(
            String name,
            ValueReader reader,
            boolean required,
            @Nullable Object blank) {
        static Field of(RecordComponent component) {
            if (Settled.Components.isSettled(component)) {
                return new Field(component.getName(), cursor -> null, false, null);
            }
            boolean required = !component.getAnnotatedType().isAnnotationPresent(Nullable.class);
            // A new array yields the zero of each primitive type.
            Object blank = Array.get(Array.newInstance(component.getType(), 1), 0);
            return new Field(component.getName(), ValueReaders.of(component.getGenericType()), required, blank);
        }
    }

    private RecordShape(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        fields = Arrays.stream(components).map(Field::of).toArray(Field[]::new);
        for (int i = 0; i < fields.length; i++) {
            if (!Settled.Components.isSettled(components[i])) {
                positions.put(fields[i].name(), i);
            }
        }
        constructor = constructorOf(type, components);
    }

    static RecordShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    private static MethodHandle constructorOf(Class<?> type, RecordComponent[] components) {
        MethodType signature = MethodType.methodType(
                void.class,
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new));
        try {
            return MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                    .findConstructor(type, signature)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
        } catch (ReflectiveOperationException closed) {
            throw new IllegalArgumentException("record %s cannot be read".formatted(type.getName()), closed);
        }
    }

    @Nullable
    Object read(JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            return cursor.refuse("an object");
        }
        int problemsBefore = cursor.problemCount();
        @Nullable Object[] values = blanks();
        boolean[] given = new boolean[fields.length];
        boolean[] present = new boolean[fields.length];
        for (String name = parser.nextFieldName(); name != null; name = parser.nextFieldName()) {
            Integer position = positions.get(name);
            JsonToken token = parser.nextToken();
            if (position == null) {
                Names.unknown(cursor, name, positions.keySet());
                parser.skipChildren();
            } else if (given[position]) {
                Names.duplicate(cursor);
                parser.skipChildren();
            } else {
                given[position] = true;
                if (token != JsonToken.VALUE_NULL) {
                    present[position] = true;
                    Object value = fields[position].reader().read(cursor);
                    values[position] = value == null ? fields[position].blank() : value;
                }
            }
        }
        for (int i = 0; i < fields.length; i++) {
            if (fields[i].required() && !present[i]) {
                cursor.reportMissing(fields[i].name());
            }
        }
        return construct(cursor, values, problemsBefore);
    }

    private @Nullable Object construct(JsonCursor cursor, @Nullable Object[] values, int problemsBefore)
            throws IOException {
        try {
            return constructor.invokeExact(values);
        } catch (IllegalArgumentException | NullPointerException refused) {
            // With a component missing or misread, the constructor may throw; that problem is already reported.
            if (cursor.problemCount() == problemsBefore) {
                cursor.report("invalid", String.valueOf(refused.getMessage()));
            }
            return null;
        } catch (Throwable broken) {
            throw new IllegalStateException("the constructor of a record failed", broken);
        }
    }

    /** The empty record, if its constructor accepts that. */
    @Nullable
    Object empty() {
        try {
            return constructor.invokeExact(blanks());
        } catch (Throwable refused) {
            return null;
        }
    }

    private @Nullable Object[] blanks() {
        @Nullable Object[] blanks = new Object[fields.length];
        for (int i = 0; i < blanks.length; i++) {
            blanks[i] = fields[i].blank();
        }
        return blanks;
    }
}
