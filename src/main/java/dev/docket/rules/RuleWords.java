package dev.docket.rules;

import dev.docket.rules.language.ParameterDefinition;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.rules.vocabulary.FactType;
import dev.docket.rules.vocabulary.Field;
import dev.docket.rules.vocabulary.ValueType;
import dev.docket.rules.vocabulary.Vocabulary;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;

/**
 * The words that the rules of a folder may use, for editors that complete them.
 *
 * @param facts what a rule may match
 * @param constants the values of each enumeration, by its name
 * @param parameters how rules ask for each, {@code days("past-due-days")}; those that no rule may ask for are left out
 * @param codes exception codes, with their names
 * @param actions action types, with what they say
 * @param roles who may be asked to agree
 */
public record RuleWords(
        List<Fact> facts,
        SortedMap<String, List<String>> constants,
        List<Parameter> parameters,
        SortedMap<String, String> codes,
        SortedMap<String, String> actions,
        List<String> roles) {
    /**
     * One kind of fact.
     *
     * @param path where it stands in a request; empty for the request itself and for what is computed
     */
    public record Fact(String name, String path, List<Value> fields) {}

    /** A field of a fact, and the type of its values in words. */
    public record Value(String name, String type, boolean isDerived) {}

    /** A parameter, and a way in which a rule may ask for it. */
    public record Parameter(String name, String accessor, String says) {}

    /** The words of a folder as far as its files can be read. */
    public static RuleWords of(SortedMap<String, byte[]> files) {
        ParsedFolder parsed = ParsedFolder.read(files);
        SortedMap<String, String> codes = new TreeMap<>();
        parsed.taxonomy().codes().forEach((code, entry) -> codes.put(code, entry.name()));
        SortedMap<String, String> actions = new TreeMap<>();
        parsed.actions().actions().forEach((type, action) -> actions.put(type, action.sentence()));
        return new RuleWords(
                Vocabulary.typeNames().stream().map(RuleWords::fact).toList(),
                allConstants(),
                parsed.parameters().values().stream()
                        .flatMap(RuleWords::parameters)
                        .toList(),
                codes,
                actions,
                List.copyOf(parsed.roles()));
    }

    private static Fact fact(String name) {
        FactType type = Objects.requireNonNull(Vocabulary.type(name));
        return new Fact(
                name,
                type.path() == null ? "" : type.path(),
                type.fields().values().stream()
                        .map(field -> new Value(field.name(), field.type().word(), field.isDerived()))
                        .toList());
    }

    private static SortedMap<String, List<String>> allConstants() {
        SortedMap<String, List<String>> byName = new TreeMap<>();
        Vocabulary.typeNames().stream()
                .flatMap(name -> Stream.ofNullable(Vocabulary.type(name)))
                .flatMap(type -> type.fields().values().stream())
                .map(Field::type)
                .forEach(type -> {
                    if (type instanceof ValueType.OneOf one) {
                        byName.put(
                                one.enumeration().getSimpleName(),
                                one.constants().stream().map(Object::toString).toList());
                    }
                });
        return byName;
    }

    private static Stream<Parameter> parameters(ParameterDefinition definition) {
        return definition.unit().accessors().stream()
                .map(accessor -> new Parameter(definition.name(), accessor.toString(), definition.says()));
    }
}
