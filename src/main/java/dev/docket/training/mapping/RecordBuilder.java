package dev.docket.training.mapping;

import java.lang.reflect.Constructor;
import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builds records from drafts by their components, so that the mapping follows the canonical order without code of its
 * own. An optional record, and a list element, that lacks something required is left out.
 */
final class RecordBuilder {
    private RecordBuilder() {}

    /** @throws IllegalArgumentException if something required is absent, naming its path */
    static <R extends Record> R build(Class<R> type, Draft draft, String path) {
        RecordComponent[] components = type.getRecordComponents();
        @Nullable Object[] values = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            String below = path.isEmpty() ? components[i].getName() : path + "." + components[i].getName();
            values[i] = value(components[i], draft.part(components[i].getName()), below);
            if (values[i] == null && !isOptional(components[i])) {
                throw new IllegalArgumentException("'%s' is required but absent".formatted(below));
            }
        }
        return construct(type, components, values);
    }

    private static @Nullable Object value(RecordComponent component, @Nullable Object part, String path) {
        return switch (part) {
            case null -> null;
            case Draft draft when isOptional(component) -> buildIfComplete(component.getType(), draft, path);
            case Draft draft -> build(component.getType().asSubclass(Record.class), draft, path);
            case Draft.Elements elements -> elements(component, elements, path);
            default -> part;
        };
    }

    private static List<Object> elements(RecordComponent component, Draft.Elements elements, String path) {
        List<Object> built = new ArrayList<>();
        boolean required = !isOptional(component);
        for (Object element : elements.inOrder()) {
            if (!(element instanceof Draft draft)) {
                built.add(element);
                continue;
            }
            Class<?> type = TargetPath.elementType(component);
            Object whole = required
                    ? build(type.asSubclass(Record.class), draft, path + "[" + built.size() + "]")
                    : buildIfComplete(type, draft, path);
            if (whole != null) {
                built.add(whole);
            }
        }
        return built;
    }

    private static @Nullable Object buildIfComplete(Class<?> type, Draft draft, String path) {
        boolean anything = false;
        for (RecordComponent component : type.getRecordComponents()) {
            boolean present = value(component, draft.part(component.getName()), path) != null;
            if (!present && !isOptional(component)) {
                return null;
            }
            anything |= present;
        }
        return anything ? build(type.asSubclass(Record.class), draft, path) : null;
    }

    private static boolean isOptional(RecordComponent component) {
        return component.getAnnotatedType().isAnnotationPresent(Nullable.class);
    }

    private static <R extends Record> R construct(
            Class<R> type, RecordComponent[] components, @Nullable Object[] values) {
        try {
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            Constructor<R> constructor = type.getDeclaredConstructor(types);
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("record %s cannot be built".formatted(type.getSimpleName()), impossible);
        }
    }
}
