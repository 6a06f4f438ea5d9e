package dev.docket.rules.vocabulary;

import dev.docket.decision.Standing;
import dev.docket.order.AbsentInputs;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.Substitutions;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Every fact that a rule may name, found by walking the canonical request from its root. */
public final class Vocabulary {
    private static final Map<String, FactType> TYPES = discover();

    private Vocabulary() {}

    public static @Nullable FactType type(String name) {
        return TYPES.get(name);
    }

    public static Set<String> typeNames() {
        return TYPES.keySet();
    }

    /** The facts of which there is at most one, by their index. */
    public static List<FactType> singles() {
        return TYPES.values().stream()
                .filter(type -> type.index() >= 0)
                .sorted(Comparator.comparingInt(FactType::index))
                .toList();
    }

    /** The field that stands at a path of which a request has at most one, {@code customer.segment}. */
    public static Optional<Field> single(String path) {
        int dot = path.lastIndexOf('.');
        return dot < 0
                ? Optional.empty()
                : singles().stream()
                        .filter(type -> path.substring(0, dot).equals(type.path()))
                        .flatMap(type -> Stream.ofNullable(type.fields().get(path.substring(dot + 1))))
                        .filter(field -> !field.isDerived())
                        .findFirst();
    }

    private static @Nullable Object nowhere(OrderSnapshot snapshot) {
        return null;
    }

    private static Map<String, FactType> discover() {
        Map<String, FactType> types = new TreeMap<>();
        walk(new Found(OrderSnapshot.class, "", FactType.Kind.SINGLE, false, snapshot -> snapshot), types);
        add(new Found(Substitutions.class, null, FactType.Kind.ELEMENT, false, Vocabulary::nowhere), types);
        add(new Found(AbsentInputs.class, null, FactType.Kind.ELEMENT, false, Vocabulary::nowhere), types);
        add(new Found(Standing.class, null, FactType.Kind.STANDING, false, Vocabulary::nowhere), types);
        return types;
    }

    /** A record on the way through the request. */
    private record Found(
            Class<?> record,
            @Nullable String path,
            FactType.Kind kind,
            boolean isOptional,
            Function<OrderSnapshot, @Nullable Object> finder) {
        String pathOf(Field field) {
            return path == null || path.isEmpty() ? field.name() : path + "." + field.name();
        }

        /** The record that stands in one of its fields. */
        Found nested(Field field, Class<?> nested) {
            if (kind != FactType.Kind.SINGLE) {
                return new Found(
                        nested,
                        pathOf(field),
                        FactType.Kind.ELEMENT,
                        isOptional || field.isOptional(),
                        Vocabulary::nowhere);
            }
            return new Found(nested, pathOf(field), kind, isOptional || field.isOptional(), snapshot -> {
                Object parent = finder.apply(snapshot);
                return parent == null ? null : field.value(parent);
            });
        }

        /** The record that stands many times in one of its fields. */
        Found element(Field field, Class<?> element) {
            boolean isLine = element == Line.class;
            return new Found(
                    element,
                    pathOf(field) + "[]",
                    isLine ? FactType.Kind.LINE : FactType.Kind.ELEMENT,
                    !isLine,
                    Vocabulary::nowhere);
        }
    }

    private static FactType add(Found found, Map<String, FactType> types) {
        boolean isSingle = found.kind() == FactType.Kind.SINGLE || found.kind() == FactType.Kind.STANDING;
        int index = isSingle
                ? (int) types.values().stream()
                        .filter(type -> type.index() >= 0)
                        .count()
                : -1;
        FactType type = new FactType(
                found.record(),
                found.path(),
                found.kind(),
                found.isOptional(),
                Field.allOf(found.record()),
                found.finder(),
                index);
        types.put(type.name(), type);
        return type;
    }

    private static void walk(Found found, Map<String, FactType> types) {
        for (Field field : add(found, types).fields().values()) {
            if (field.isDerived()) {
                continue;
            }
            if (field.type() instanceof ValueType.Fact nested) {
                walk(found.nested(field, nested.record()), types);
            } else if (field.type() instanceof ValueType.Many many
                    && many.element() instanceof ValueType.Fact element) {
                walk(found.element(field, element.record()), types);
            }
        }
    }
}
