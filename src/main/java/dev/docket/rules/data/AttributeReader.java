package dev.docket.rules.data;

import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributeDefinition;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.rules.problem.FileProblems;
import dev.docket.rules.problem.Limits;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlNode;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads {@code attributes.yaml}: the attributes that orders of this deployment may carry. */
public final class AttributeReader {
    public static final String FILE = "attributes.yaml";

    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9]{0,29}(-[a-z0-9]{1,30}){0,5}");
    private static final Set<String> REQUIRED = Set.of("type", "owner", "meaning");
    private static final Set<String> OPTIONAL = Set.of("values", "unit", "min", "max", "facet");

    private AttributeReader() {}

    /** The attributes; what is wrong goes to {@code problems}. */
    public static AttributeCatalogue read(String text, FileProblems problems) {
        Map<AttributePlace, SortedMap<String, AttributeDefinition>> byPlace = new EnumMap<>(AttributePlace.class);
        YamlFile.root(text, problems).map().forEach((word, node) -> {
            AttributePlace place = place(word, node);
            if (place != null) {
                byPlace.put(place, at(place, node, problems));
            }
        });
        byPlace.values().stream()
                .flatMap(byName -> byName.values().stream())
                .filter(AttributeDefinition::isFacet)
                .skip(Limits.FACETS)
                .findFirst()
                .ifPresent(one ->
                        problems.add(1, Limits.exceeded("too many attributes with 'facet: true'", Limits.FACETS)));
        return new AttributeCatalogue(byPlace);
    }

    private static @Nullable AttributePlace place(String word, YamlNode node) {
        for (AttributePlace place : AttributePlace.values()) {
            if (place.word().equals(word)) {
                return place;
            }
        }
        List<String> words =
                Arrays.stream(AttributePlace.values()).map(AttributePlace::word).toList();
        node.problem("'%s' has no attributes; there are %s.%s"
                .formatted(word, String.join(", ", words), Suggestion.didYouMean(word, words)));
        return null;
    }

    private static SortedMap<String, AttributeDefinition> at(
            AttributePlace place, YamlNode node, FileProblems problems) {
        SortedMap<String, AttributeDefinition> byName = new TreeMap<>();
        if (node.map().size() > Limits.ATTRIBUTES) {
            problems.add(node.line(), Limits.exceeded("too many attributes", Limits.ATTRIBUTES));
            return byName;
        }
        node.map().forEach((name, fields) -> {
            if (!NAME.matcher(name).matches()) {
                fields.problem("'%s' is no name of an attribute: lower case, digits and hyphens, as in project-margin"
                        .formatted(name));
            } else {
                definition(place, name, fields).ifPresent(one -> byName.put(name, one));
            }
        });
        return byName;
    }

    private static Optional<AttributeDefinition> definition(AttributePlace place, String name, YamlNode node) {
        Map<String, YamlNode> fields = node.fields(REQUIRED, OPTIONAL);
        if (!fields.keySet().containsAll(REQUIRED)) {
            return Optional.empty();
        }
        AttributeType type = type(node.required("type"));
        if (type == null) {
            return Optional.empty();
        }
        requireOnly(fields, "values", type == AttributeType.TEXT || type == AttributeType.TEXTS, "text");
        for (String ofNumbers : List.of("unit", "min", "max")) {
            requireOnly(fields, ofNumbers, type == AttributeType.DECIMAL, "numbers");
        }
        BigDecimal least = node.optional("min").map(YamlNode::decimal).orElse(null);
        BigDecimal most = node.optional("max").map(YamlNode::decimal).orElse(null);
        if (least != null && most != null && least.compareTo(most) > 0) {
            node.required("max").problem("max is below min");
        }
        return Optional.of(new AttributeDefinition(
                name,
                type,
                values(node),
                node.optional("unit").map(YamlNode::text).orElse(null),
                least,
                most,
                node.required("owner").text(),
                node.required("meaning").text(),
                isFacet(place, type, fields.get("facet"))));
    }

    private static boolean isFacet(AttributePlace place, AttributeType type, @Nullable YamlNode facet) {
        if (facet == null) {
            return false;
        }
        if (!facet.text().equals("true") || !type.isSearchable() || !place.isSingle()) {
            facet.problem("'facet' is true, and only for a text, flag or date of order, customer or shipment");
            return false;
        }
        return true;
    }

    private static List<String> values(YamlNode node) {
        List<String> values = node.optional("values").map(YamlNode::texts).orElse(List.of());
        if (new HashSet<>(values).size() < values.size()) {
            node.required("values").problem("a value is given twice");
        }
        return values;
    }

    private static void requireOnly(Map<String, YamlNode> fields, String field, boolean fits, String what) {
        YamlNode given = fields.get(field);
        if (given != null && !fits) {
            given.problem("'%s' is only for attributes that are %s".formatted(field, what));
        }
    }

    private static @Nullable AttributeType type(YamlNode node) {
        for (AttributeType type : AttributeType.values()) {
            if (type.word().equals(node.text())) {
                return type;
            }
        }
        List<String> words =
                Arrays.stream(AttributeType.values()).map(AttributeType::word).toList();
        node.problem("'%s' is no type; there are %s.%s"
                .formatted(node.text(), String.join(", ", words), Suggestion.didYouMean(node.text(), words)));
        return null;
    }
}
