package dev.docket.rules.data;

import dev.docket.decision.rule.ChosenValue;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.rules.Parameters;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The values of a parameter that differs by order, as they are from some day on.
 *
 * @param by what it differs by; the first counts most
 * @param variants in the order in which they are tried
 * @param otherwise the value of all other orders, or null when they have none. It never stands in for a currency: where the
 *     order names one, an amount has a value for that currency or none
 * @param rates by which a value in their base is converted into the order's currency; null when nothing is converted
 */
public record Variants(
        List<Dimension> by,
        List<Variant> variants,
        @Nullable Object otherwise,
        boolean isAmount,
        @Nullable Rates rates) implements Parameters.Varying {
    /** What the value of all other orders is called. */
    static final String OTHERWISE = "default";

    /**
     * A value and the orders that it is for.
     *
     * @param texts what the order must have, by dimension; null where it may have anything
     */
    record Variant(List<@Nullable String> texts, Object value) {
        boolean isFor(List<@Nullable String> order) {
            for (int i = 0; i < texts.size(); i++) {
                String text = texts.get(i);
                if (text != null && !text.equals(order.get(i))) {
                    return false;
                }
            }
            return true;
        }
    }

    @Override
    public ChosenValue of(OrderSnapshot order) {
        List<@Nullable String> texts = new ArrayList<>(by.size());
        Map<String, Object> read = new TreeMap<>();
        String absent = null;
        for (int i = 0; i < by.size(); i++) {
            RequestPath place = by.get(i).place(order);
            Object value = place == null ? null : place.value(order);
            texts.add(value == null ? null : value.toString());
            if (place == null || value == null) {
                absent = absent == null ? by.get(i).name() : absent;
            } else {
                read.put(place.toString(), value);
            }
        }
        Variant found = find(texts);
        if (found != null) {
            return new ChosenValue(found.value(), label(found), read, "the value for " + named(found), false);
        }
        ChosenValue converted = converted(order, texts, read);
        if (converted != null) {
            return converted;
        }
        int currency = currency();
        boolean mayDefault = !isAmount || currency < 0 || texts.get(currency) == null;
        if (otherwise != null && mayDefault) {
            String why = absent == null
                    ? "the default: no value is for this"
                    : "the default: %s is absent".formatted(absent);
            return new ChosenValue(otherwise, OTHERWISE, read, why, false);
        }
        boolean isGap = absent == null || (currency >= 0 && texts.get(currency) != null);
        return new ChosenValue(
                null, "", read, isGap ? "no value is for this" : "no value, as %s is absent".formatted(absent), isGap);
    }

    private @Nullable Variant find(List<@Nullable String> texts) {
        for (int i = 0; i < variants.size(); i++) {
            if (variants.get(i).isFor(texts)) {
                return variants.get(i);
            }
        }
        return null;
    }

    private @Nullable ChosenValue converted(
            OrderSnapshot order, List<@Nullable String> texts, Map<String, Object> read) {
        int place = currency();
        String currency = place < 0 ? null : texts.get(place);
        if (rates == null || currency == null) {
            return null;
        }
        Rates.Rate rate = rates.on(order.asOfDate(), currency);
        List<@Nullable String> inBase = new ArrayList<>(texts);
        inBase.set(place, rates.base());
        Variant found = find(inBase);
        if (rate == null || found == null) {
            return null;
        }
        BigDecimal value = (BigDecimal) found.value();
        return new ChosenValue(
                value.multiply(rate.rate()),
                "",
                read,
                "%s %s converted at %s, the rate from %s on"
                        .formatted(
                                value.toPlainString(), rates.base(), rate.rate().toPlainString(), rate.from()),
                false);
    }

    /** Which of the dimensions is the currency of an amount, or -1. */
    private int currency() {
        return IntStream.range(0, by.size())
                .filter(i -> by.get(i).isCurrency())
                .findFirst()
                .orElse(-1);
    }

    /** Whether some order may have no value. */
    boolean mayLack() {
        return otherwise == null || (isAmount && currency() >= 0);
    }

    /** What every value is called, for which there should be cases. */
    Stream<String> labels() {
        return Stream.concat(
                variants.stream().map(this::label), otherwise == null ? Stream.of() : Stream.of(OTHERWISE));
    }

    /** The texts for which there are values, by dimension. */
    public SortedMap<String, SortedSet<String>> texts() {
        SortedMap<String, SortedSet<String>> texts = new TreeMap<>();
        for (int i = 0; i < by.size(); i++) {
            int place = i;
            texts.put(
                    by.get(i).name(),
                    variants.stream()
                            .flatMap(
                                    variant -> Stream.ofNullable(variant.texts().get(place)))
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
        return texts;
    }

    /** The value of orders that have these texts and nothing else, by dimension; null when they have none. */
    public @Nullable Object forKind(Map<String, String> kind) {
        List<@Nullable String> texts = new ArrayList<>();
        by.forEach(dimension -> texts.add(kind.get(dimension.name())));
        Variant found = find(texts);
        return found == null ? otherwise : found.value();
    }

    /** Every value, the default among them. */
    public Stream<Object> values() {
        return Stream.concat(variants.stream().map(Variant::value), Stream.ofNullable(otherwise));
    }

    /** {@code order.currency JPY}, as the policy has it. */
    String label(Variant variant) {
        return IntStream.range(0, by.size())
                .filter(i -> variant.texts().get(i) != null)
                .mapToObj(i -> by.get(i).name() + " " + variant.texts().get(i))
                .collect(Collectors.joining(", "));
    }

    private String named(Variant variant) {
        return IntStream.range(0, by.size())
                .filter(i -> Objects.nonNull(variant.texts().get(i)))
                .mapToObj(i -> "this " + by.get(i).name())
                .collect(Collectors.joining(" and "));
    }
}
