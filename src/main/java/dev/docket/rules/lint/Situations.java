package dev.docket.rules.lint;

import dev.docket.rules.data.Variants;
import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.language.ParsedRule;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * What the parameters of some rules are, where they differ by order: once for each kind of order that gives them other
 * values. What holds in each of these holds for every order.
 */
final class Situations {
    private static final int MOST = 400;

    private Situations() {}

    /** All parameters, once for each kind of order. Where there are too many kinds, once, with those that differ not given. */
    static List<Map<String, ParameterDefinition>> of(
            Collection<ParsedRule> rules, Map<String, ParameterDefinition> parameters) {
        List<ParameterDefinition> varying = rules.stream()
                .flatMap(rule -> rule.parameterNames().stream())
                .distinct()
                .flatMap(name -> Stream.ofNullable(parameters.get(name)))
                .filter(parameter -> variants(parameter).findAny().isPresent())
                .toList();
        SortedMap<String, SortedSet<String>> texts = new TreeMap<>();
        varying.stream().flatMap(Situations::variants).forEach(variants -> variants.texts()
                .forEach((dimension, some) -> texts.computeIfAbsent(dimension, unknown -> new TreeSet<>())
                        .addAll(some)));
        List<Map<String, String>> kinds = List.of(Map.of());
        for (Map.Entry<String, SortedSet<String>> dimension : texts.entrySet()) {
            if (kinds.size() * (dimension.getValue().size() + 1) > MOST) {
                return List.of(parameters);
            }
            kinds = kinds.stream()
                    .flatMap(kind -> Stream.concat(
                            Stream.of(kind),
                            dimension.getValue().stream().map(text -> with(kind, dimension.getKey(), text))))
                    .toList();
        }
        return kinds.stream().map(kind -> of(kind, varying, parameters)).toList();
    }

    private static Map<String, String> with(Map<String, String> kind, String dimension, String text) {
        Map<String, String> more = new TreeMap<>(kind);
        more.put(dimension, text);
        return more;
    }

    private static Map<String, ParameterDefinition> of(
            Map<String, String> kind, List<ParameterDefinition> varying, Map<String, ParameterDefinition> parameters) {
        Map<String, ParameterDefinition> settled = new TreeMap<>(parameters);
        varying.forEach(parameter -> {
            NavigableMap<LocalDate, Object> values = new TreeMap<>(parameter.values());
            values.replaceAll((day, value) -> value instanceof Variants variants
                    ? Objects.requireNonNullElse(variants.forKind(kind), variants)
                    : value);
            settled.put(
                    parameter.name(),
                    new ParameterDefinition(
                            parameter.name(),
                            parameter.unit(),
                            parameter.owner(),
                            parameter.says(),
                            values,
                            parameter.variation(),
                            parameter.line()));
        });
        return settled;
    }

    private static Stream<Variants> variants(ParameterDefinition parameter) {
        List<Variants> variants = new ArrayList<>();
        parameter.values().values().forEach(value -> {
            if (value instanceof Variants some) {
                variants.add(some);
            }
        });
        return variants.stream();
    }
}
