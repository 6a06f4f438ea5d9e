package dev.docket.json;

import dev.docket.digest.Digest;
import dev.docket.order.Settled;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import java.util.Comparator;

/**
 * The canonical form of a record: components sorted by name, absent ones left out. Documents with the same content but
 * different white space, field order or number spelling have the same canonical JSON.
 */
public final class CanonicalJson {
    private static final ClassValue<Field[]> FIELDS = new ClassValue<>() {
        @Override
        protected Field[] computeValue(Class<?> type) {
            return Settled.Components.ofRequest(type)
                    .sorted(Comparator.comparing(RecordComponent::getName))
                    .map(component -> Field.of(type, component))
                    .toArray(Field[]::new);
        }
    };

    private record Field(JsonWriter.Name name, MethodHandle accessor) {
        static Field of(Class<?> type, RecordComponent component) {
            try {
                return new Field(
                        new JsonWriter.Name(component.getName()),
                        MethodHandles.privateLookupIn(type, MethodHandles.lookup())
                                .unreflect(component.getAccessor())
                                .asType(MethodType.methodType(Object.class, Record.class)));
            } catch (IllegalAccessException closed) {
                throw new IllegalArgumentException("record %s cannot be written".formatted(type.getName()), closed);
            }
        }

        void write(Record record, JsonWriter writer) {
            try {
                writer.field(name, (Object) accessor.invokeExact(record));
            } catch (RuntimeException | Error asItIs) {
                throw asItIs;
            } catch (Throwable broken) {
                throw new IllegalStateException("the accessor of a record failed", broken);
            }
        }
    }

    private CanonicalJson() {}

    /** The content as UTF-8 JSON. */
    public static byte[] of(Record record) {
        JsonWriter writer = new JsonWriter();
        write(record, writer);
        return writer.bytes();
    }

    /** The digest of the content. */
    public static Digest digest(Record record) {
        return Digest.over(of(record));
    }

    static void write(Record record, JsonWriter writer) {
        writer.beginObject();
        for (Field field : FIELDS.get(record.getClass())) {
            field.write(record, writer);
        }
        writer.endObject();
    }
}
