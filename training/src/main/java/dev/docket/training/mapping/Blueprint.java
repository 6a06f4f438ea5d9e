package dev.docket.training.mapping;

import dev.docket.mapping.target.TargetPath;
import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How a record of the canonical order is built. Uses reflection once per record type, because it is slow. */
record Blueprint(List<Part> parts, Constructor<?> constructor) {
    private static final ClassValue<Blueprint> KNOWN = new ClassValue<>() {
        @Override
        protected Blueprint computeValue(Class<?> type) {
            return draw(type);
        }
    };

    /** A component; of a list, the type is that of its elements. */
    record Part(String name, Class<?> type, boolean optional) {}

    static Blueprint of(Class<?> type) {
        return KNOWN.get(type);
    }

    private static Blueprint draw(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types =
                Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
        try {
            return new Blueprint(
                    Arrays.stream(components).map(Blueprint::part).toList(), type.getDeclaredConstructor(types));
        } catch (NoSuchMethodException impossible) {
            throw new IllegalStateException("%s is not a record".formatted(type), impossible);
        }
    }

    private static Part part(RecordComponent component) {
        boolean list = component.getType() == List.class;
        return new Part(
                component.getName(),
                list ? TargetPath.elementType(component) : component.getType(),
                component.getAnnotatedType().isAnnotationPresent(Nullable.class));
    }

    Object build(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("%s cannot be built".formatted(constructor), impossible);
        }
    }
}
