package dev.docket.rules;

import dev.docket.decision.Standing;
import dev.docket.order.AbsentInputs;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Substitutions;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Every fact that a rule may name, found by walking the canonical request from its root. */
final class Vocabulary {
    private static final Map<String, FactType> TYPES = discover();

    private Vocabulary() {}

    static @Nullable FactType type(String name) {
        return TYPES.get(name);
    }

    static Set<String> typeNames() {
        return TYPES.keySet();
    }

    /** The fact type of a record. */
    static FactType of(Class<?> record) {
        FactType type = TYPES.get(record.getSimpleName());
        if (type == null) {
            throw new IllegalArgumentException(record + " is not in the vocabulary");
        }
        return type;
    }

    static List<FactType> singles() {
        return TYPES.values().stream()
                .filter(type -> type.kind() == FactType.Kind.SINGLE)
                .toList();
    }

    private static Map<String, FactType> discover() {
        Map<String, FactType> types = new TreeMap<>();
        walk(OrderSnapshot.class, "", FactType.Kind.SINGLE, false, types);
        computed(Substitutions.class, FactType.Kind.ELEMENT, types);
        computed(AbsentInputs.class, FactType.Kind.ELEMENT, types);
        computed(Standing.class, FactType.Kind.STANDING, types);
        return types;
    }

    private static void computed(Class<?> record, FactType.Kind kind, Map<String, FactType> types) {
        types.put(record.getSimpleName(), new FactType(record, null, kind, false, Field.allOf(record)));
    }

    private static void walk(
            Class<?> record, String path, FactType.Kind kind, boolean optional, Map<String, FactType> types) {
        FactType type = new FactType(record, path, kind, optional, Field.allOf(record));
        types.put(type.name(), type);
        for (Field field : type.fields().values()) {
            if (field.isDerived()) {
                continue;
            }
            String fieldPath = path.isEmpty() ? field.name() : path + "." + field.name();
            if (field.type() instanceof ValueType.Fact nested) {
                walk(
                        nested.record(),
                        fieldPath,
                        kind == FactType.Kind.SINGLE ? FactType.Kind.SINGLE : FactType.Kind.ELEMENT,
                        optional || field.isOptional(),
                        types);
            } else if (field.type() instanceof ValueType.Many many
                    && many.element() instanceof ValueType.Fact element) {
                boolean isLine = element.record() == Line.class;
                walk(
                        element.record(),
                        fieldPath + "[]",
                        isLine ? FactType.Kind.LINE : FactType.Kind.ELEMENT,
                        !isLine,
                        types);
            }
        }
    }
}
