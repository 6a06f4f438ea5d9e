package dev.docket.rules.data;

import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.order.attribute.AttributeCatalogue;
import dev.docket.order.attribute.AttributePlace;
import dev.docket.order.attribute.AttributeType;
import dev.docket.order.constraint.CurrencyCode;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.rules.vocabulary.Vocabulary;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A field of the order by which a parameter may differ.
 *
 * @param name the field, as a request path
 * @param paths where its text is taken from: the first that is present
 * @param known the texts that it can have; empty when it can have any
 */
record Dimension(String name, List<RequestPath> paths, List<String> known) {
    private static final String ORDER = "order.currency";
    private static final String CREDIT = "customer.credit.currency";
    /** An amount is in the currency of its record, without one in the other's: so the request is read everywhere. */
    private static final Map<String, List<String>> CURRENCIES =
            Map.of(ORDER, List.of(ORDER, CREDIT), CREDIT, List.of(CREDIT, ORDER));

    /** The dimension of this name, if it is a text or one of a few names and stands once in a request. */
    static Optional<Dimension> of(String name, AttributeCatalogue attributes) {
        return Optional.ofNullable(attributes(attributes).get(name)).or(() -> field(name));
    }

    private static Optional<Dimension> field(String name) {
        return Vocabulary.single(name)
                .filter(field -> field.type() == ValueType.Simple.TEXT || field.type() instanceof ValueType.OneOf)
                .map(field -> new Dimension(
                        name,
                        CURRENCIES.getOrDefault(name, List.of(name)).stream()
                                .map(RequestPath::of)
                                .toList(),
                        field.type().constants().stream().map(Object::toString).toList()));
    }

    /** Every field that can be one. */
    static List<String> names(AttributeCatalogue attributes) {
        return Stream.concat(
                        RequestPath.singles().stream()
                                .filter(path -> field(path).isPresent()),
                        attributes(attributes).keySet().stream())
                .toList();
    }

    /** The texts that the deployment declares, by path. */
    private static Map<String, Dimension> attributes(AttributeCatalogue declared) {
        Map<String, Dimension> byPath = new TreeMap<>();
        for (AttributePlace place : AttributePlace.values()) {
            declared.at(place).values().stream()
                    .filter(one -> place.isSingle() && one.type() == AttributeType.TEXT)
                    .forEach(one -> {
                        String path = place.pathOf(one.name());
                        byPath.put(path, new Dimension(path, List.of(RequestPath.of(path)), one.values()));
                    });
        }
        return byPath;
    }

    boolean isCurrency() {
        return CURRENCIES.containsKey(name);
    }

    /** Whether an order may have this text there. */
    boolean allows(String text) {
        return isCurrency() ? CurrencyCode.Known.isKnown(text) : known.isEmpty() || known.contains(text);
    }

    /** Where an order has its text, or null when it has none. */
    @Nullable
    RequestPath place(OrderSnapshot order) {
        for (int i = 0; i < paths.size(); i++) {
            if (paths.get(i).value(order) != null) {
                return paths.get(i);
            }
        }
        return null;
    }
}
