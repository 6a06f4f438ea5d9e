package dev.docket.order.attribute;

import dev.docket.order.Attributed;
import dev.docket.order.OrderSnapshot;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** The attributes that a policy declares, by where they stand and by name. */
public final class AttributeCatalogue {
    /** Of a policy without {@code attributes.yaml}. */
    public static final AttributeCatalogue NONE = new AttributeCatalogue(Map.of());

    private final Map<AttributePlace, SortedMap<String, AttributeDefinition>> byPlace;

    public AttributeCatalogue(Map<AttributePlace, SortedMap<String, AttributeDefinition>> byPlace) {
        Map<AttributePlace, SortedMap<String, AttributeDefinition>> copy = new EnumMap<>(AttributePlace.class);
        for (AttributePlace place : AttributePlace.values()) {
            copy.put(
                    place,
                    Collections.unmodifiableSortedMap(new TreeMap<>(byPlace.getOrDefault(place, new TreeMap<>()))));
        }
        this.byPlace = copy;
    }

    /** Those of a place, by name. */
    public SortedMap<String, AttributeDefinition> at(AttributePlace place) {
        return byPlace.getOrDefault(place, Collections.emptySortedMap());
    }

    /**
     * An attribute that does not fit.
     *
     * @param path indexed, {@code order.lines[2].attributes.project}
     * @param kind what is wrong
     * @param declared null when there is no such attribute
     */
    public record Misfit(
            String path,
            Kind kind,
            AttributePlace place,
            @Nullable AttributeDefinition declared,
            Object value) {}

    /** What is wrong with an attribute. */
    public enum Kind {
        UNKNOWN,
        WRONG_TYPE,
        UNKNOWN_VALUE,
        OUT_OF_RANGE
    }

    /** The attributes that decisions are found by, by request path. */
    public SortedMap<String, AttributeDefinition> facets() {
        SortedMap<String, AttributeDefinition> facets = new TreeMap<>();
        byPath((place, declared) -> facets.put(place.pathOf(declared.name()), declared));
        return Collections.unmodifiableSortedMap(facets);
    }

    /** What an order has of them, as texts; nothing where it is absent. */
    public SortedMap<String, String> facetsOf(OrderSnapshot snapshot) {
        SortedMap<String, String> values = new TreeMap<>();
        byPath((place, declared) -> place.visit(snapshot, (path, owner) -> {
            Object value = declared.type().of(owner, declared.name());
            if (value != null) {
                values.put(place.pathOf(declared.name()), value.toString());
            }
        }));
        return values;
    }

    private void byPath(BiConsumer<AttributePlace, AttributeDefinition> facet) {
        for (AttributePlace place : AttributePlace.values()) {
            at(place).values().stream().filter(AttributeDefinition::isFacet).forEach(one -> facet.accept(place, one));
        }
    }

    /** Every attribute of an order that is not declared, or is not what it is declared as. */
    public List<Misfit> misfits(OrderSnapshot snapshot) {
        List<Misfit> misfits = new ArrayList<>();
        for (AttributePlace place : AttributePlace.values()) {
            place.visit(snapshot, (path, owner) -> check(place, path, owner, misfits));
        }
        return misfits;
    }

    private void check(AttributePlace place, String path, Attributed owner, List<Misfit> misfits) {
        SortedMap<String, Object> sent = owner.attributes();
        if (sent == null) {
            return;
        }
        sent.forEach((name, value) -> {
            AttributeDefinition declared = at(place).get(name);
            Kind wrong = declared == null ? Kind.UNKNOWN : wrong(declared, owner);
            if (wrong != null) {
                misfits.add(new Misfit(path + ".attributes." + name, wrong, place, declared, value));
            }
        });
    }

    private static @Nullable Kind wrong(AttributeDefinition declared, Attributed owner) {
        Object value = declared.type().of(owner, declared.name());
        return switch (value) {
            case null -> Kind.WRONG_TYPE;
            case BigDecimal number -> declared.has(number) ? null : Kind.OUT_OF_RANGE;
            case String text -> isAllowed(declared, text) ? null : Kind.UNKNOWN_VALUE;
            case List<?> texts ->
                texts.stream().allMatch(text -> isAllowed(declared, text)) ? null : Kind.UNKNOWN_VALUE;
            default -> null; // a date, a moment or a flag is right once it can be read
        };
    }

    private static boolean isAllowed(AttributeDefinition declared, Object text) {
        return declared.values().isEmpty() || declared.values().contains(text);
    }
}
