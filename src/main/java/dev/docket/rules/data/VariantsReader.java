package dev.docket.rules.data;

import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.problem.Limits;
import dev.docket.text.Suggestion;
import dev.docket.yaml.YamlNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Reads a parameter that differs by order: {@code by: order.currency} with {@code values: { USD: 300, JPY: 45000 }}, or
 * {@code by: [customer.segment, order.currency]} with a list of {@code { customer.segment: A, order.currency: USD, value: 500 }}.
 *
 * @param value reads one value
 * @param rates null when the parameter is not converted
 */
record VariantsReader(
        String name,
        ParameterDefinition.Unit unit,
        List<Dimension> by,
        Function<YamlNode, Object> value,
        @Nullable Rates rates) {
    private static final String VALUE = "value";

    /** The dimensions that {@code by} names; what is wrong with them is reported. */
    static List<Dimension> dimensions(
            String name, ParameterDefinition.Unit unit, YamlNode by, AttributeCatalogue attributes) {
        if (unit.accessors().isEmpty() || ParameterBook.ARBITRATION.containsKey(name)) {
            by.problem("%s is not read by rules, so it has one value for all orders".formatted(name));
        }
        Set<String> names = new LinkedHashSet<>(by.isList() ? by.texts() : List.of(by.text()));
        if (names.isEmpty() || names.size() > Limits.DIMENSIONS) {
            by.problem("%s differs by 1 to %s fields".formatted(name, String.valueOf(Limits.DIMENSIONS)));
        }
        List<Dimension> dimensions = new ArrayList<>();
        for (String each : names) {
            Optional<Dimension> dimension = Dimension.of(each, attributes);
            if (dimension.isEmpty()) {
                by.problem(
                        "'%s' is no field that a parameter can differ by: one of the order as a whole that is text or one of a few names, such as order.currency.%s"
                                .formatted(each, Suggestion.didYouMean(each, Dimension.names(attributes))));
            }
            dimension.ifPresent(dimensions::add);
        }
        return dimensions;
    }

    /** The values of one day. */
    Variants read(YamlNode values, @Nullable YamlNode otherwise) {
        List<Variants.Variant> variants = new ArrayList<>();
        if (values.isMap() && by.size() == 1) {
            values.map().forEach((text, node) -> variants.add(variant(List.of(checked(by.get(0), text, node)), node)));
        } else {
            values.list().forEach(entry -> variants.add(variant(entry)));
        }
        if (variants.isEmpty() || variants.size() > Limits.VARIANTS) {
            values.problem("%s has 1 to %s values".formatted(name, String.valueOf(Limits.VARIANTS)));
        }
        Set<List<@Nullable String>> seen = new LinkedHashSet<>();
        variants.forEach(variant -> {
            if (!seen.add(variant.texts())) {
                values.problem("%s has two values for the same orders".formatted(name));
            }
        });
        variants.sort(MOST_SPECIFIC_FIRST);
        boolean isAmount = unit == ParameterDefinition.Unit.AMOUNT;
        return new Variants(
                List.copyOf(by),
                List.copyOf(variants),
                otherwise == null ? null : value.apply(otherwise),
                isAmount,
                rates);
    }

    /** What is chosen by the first dimension goes before what is not, then by the second. */
    private static final Comparator<Variants.Variant> MOST_SPECIFIC_FIRST = (one, other) -> {
        for (int i = 0; i < one.texts().size(); i++) {
            boolean first = one.texts().get(i) != null;
            if (first != (other.texts().get(i) != null)) {
                return first ? -1 : 1;
            }
        }
        return 0;
    };

    private Variants.Variant variant(YamlNode entry) {
        Map<String, YamlNode> fields = entry.map();
        entry.allowOnly(names());
        List<@Nullable String> texts = new ArrayList<>();
        for (Dimension dimension : by) {
            YamlNode text = fields.get(dimension.name());
            texts.add(text == null ? null : checked(dimension, text.text(), text));
            if (text == null && dimension.isCurrency() && unit == ParameterDefinition.Unit.AMOUNT) {
                entry.problem("%s is an amount, so each value names its %s".formatted(name, dimension.name()));
            }
        }
        return variant(texts, entry.required(VALUE));
    }

    private List<String> names() {
        List<String> names = new ArrayList<>(by.stream().map(Dimension::name).toList());
        names.add(VALUE);
        return names;
    }

    private Variants.Variant variant(List<@Nullable String> texts, YamlNode node) {
        return new Variants.Variant(texts, value.apply(node));
    }

    private static String checked(Dimension dimension, String text, YamlNode node) {
        if (!dimension.allows(text)) {
            node.problem("no order has the %s '%s'.%s"
                    .formatted(dimension.name(), text, Suggestion.didYouMean(text, dimension.known())));
        }
        return text;
    }
}
