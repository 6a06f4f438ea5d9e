package dev.docket.rules;

import dev.docket.order.OrderSnapshot;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** An order with another value in one place, whatever reads it. */
final class AlteredOrder {
    private AlteredOrder() {}

    static OrderSnapshot of(OrderSnapshot order, String path, @Nullable Object value) {
        return (OrderSnapshot) altered(order, List.of(path.split("\\.")), value);
    }

    private static Object altered(Object record, List<String> path, @Nullable Object value) {
        String name = path.get(0).replaceAll("\\[.*", "");
        RecordComponent[] components = record.getClass().getRecordComponents();
        try {
            @Nullable Object[] values = new Object[components.length];
            for (int i = 0; i < values.length; i++) {
                values[i] = components[i].getAccessor().invoke(record);
                if (components[i].getName().equals(name)) {
                    values[i] = component(components[i].getType(), values[i], path, value);
                }
            }
            Class<?>[] types =
                    Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
            return record.getClass().getDeclaredConstructor(types).newInstance(values);
        } catch (ReflectiveOperationException broken) {
            throw new LinkageError(path + " = " + value, broken);
        }
    }

    private static @Nullable Object component(
            Class<?> type, @Nullable Object present, List<String> path, @Nullable Object value) {
        List<String> rest = path.subList(1, path.size());
        if (path.get(0).endsWith("]") && present instanceof List<?> list) {
            int index = Integer.parseInt(path.get(0).replaceAll(".*\\[|\\]", ""));
            List<Object> elements = new ArrayList<>(list);
            elements.set(index, altered(elements.get(index), rest, value));
            return elements;
        }
        if (!rest.isEmpty()) {
            return altered(java.util.Objects.requireNonNull(present), rest, value);
        }
        return type == Integer.class && value instanceof BigDecimal whole
                ? Integer.valueOf(whole.intValueExact())
                : value;
    }
}
