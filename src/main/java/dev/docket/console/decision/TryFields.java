package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.TryPage.Choice;
import dev.docket.console.decision.TryPage.Field;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import java.util.SequencedSet;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The values of an order that matter: those that made rules fire, and those whose bounds why-not names. */
final class TryFields {
    private static final int MOST = 16;
    private static final int CODE = 3;
    private static final Pattern INDEX = Pattern.compile("\\[(\\d+)]");
    private static final BigDecimal ROOM = new BigDecimal("1.25");
    private static final List<String> BOUNDS = List.of("above", "atLeast", "below", "atMost");

    private final JsonNode request;
    private final Map<String, String> tried;
    private final SequencedMap<String, Found> found = new LinkedHashMap<>();

    /** What is known of a path. */
    private record Found(JsonNode value, List<String> notes, TreeSet<BigDecimal> ticks, SequencedSet<String> words) {
        Found(JsonNode value) {
            this(value, new ArrayList<>(), new TreeSet<>(), new LinkedHashSet<>());
        }
    }

    /** @param tried the values that the reader has chosen, by path */
    TryFields(JsonNode request, Map<String, String> tried) {
        this.request = request;
        this.tried = tried;
    }

    List<Field> of(JsonNode rules) {
        Said.each(rules)
                .filter(rule -> rule.path("verdict").asText().equals("FIRED"))
                .forEach(rule -> rule.path("values").fieldNames().forEachRemaining(path -> at(path).ifPresent(
                                one -> one.notes()
                                        .add(Texts.of(
                                                "try_made_fire",
                                                Words.ofId(rule.path("ruleId").asText()))))));
        Said.each(rules).forEach(rule -> Said.each(rule.path("firstFailing").path("wouldNeed"))
                .filter(need -> need.path("fires").asBoolean())
                .forEach(need -> needs(Words.ofId(rule.path("ruleId").asText()), need)));
        return found.entrySet().stream()
                .limit(MOST)
                .map(one -> field(one.getKey(), one.getValue()))
                .toList();
    }

    private void needs(String rule, JsonNode need) {
        at(need.path("path").asText()).ifPresent(one -> {
            for (String bound : BOUNDS) {
                if (one.value().isNumber() && need.path(bound).isNumber()) {
                    BigDecimal number = need.path(bound).decimalValue();
                    one.ticks().add(number);
                    one.notes().add(Texts.of("try_" + bound, Words.number(number), rule));
                }
            }
            Said.each(need.path("oneOf")).forEach(word -> {
                one.words().add(word.asText());
                one.notes().add(Texts.of("try_at", Said.value(word), rule));
            });
        });
    }

    private Optional<Found> at(String path) {
        JsonNode value = request.at("/" + path.replaceAll("\\[(\\d+)]", "/$1").replace('.', '/'));
        boolean isOffered = value.isNumber() || value.isTextual() || value.isBoolean();
        return isOffered ? Optional.of(found.computeIfAbsent(path, none -> new Found(value))) : Optional.empty();
    }

    private Field field(String path, Found one) {
        String was = one.value().asText();
        String value = tried.getOrDefault(path, was);
        BigDecimal number = one.value().isNumber() ? one.value().decimalValue() : BigDecimal.ZERO;
        BigDecimal least =
                number.min(one.ticks().isEmpty() ? number : one.ticks().first()).min(BigDecimal.ZERO);
        BigDecimal most = number.max(
                        one.ticks().isEmpty() ? number : one.ticks().last())
                .max(BigDecimal.ONE)
                .multiply(ROOM)
                .setScale(0, RoundingMode.CEILING);
        boolean isWhole = number.stripTrailingZeros().scale() <= 0;
        return new Field(
                path,
                name(path),
                one.value().isNumber(),
                value,
                value.equals(was) ? "" : was,
                least.toPlainString(),
                most.toPlainString(),
                isWhole ? "1" : "0.01",
                one.ticks().stream().map(BigDecimal::toPlainString).toList(),
                choices(one, value),
                one.notes().stream().distinct().limit(4).toList());
    }

    private static List<Choice> choices(Found one, String value) {
        SequencedSet<String> words = new LinkedHashSet<>(List.of(one.value().asText(), value));
        words.addAll(one.value().isBoolean() ? List.of("true", "false") : one.words());
        return words.stream()
                .map(word -> new Choice(word, words(word), word.equals(value)))
                .toList();
    }

    /** Codes such as countries stay as they are. */
    private static String words(String word) {
        String line = Said.value(Said.JSON.getNodeFactory().textNode(word));
        return line.length() <= CODE ? line : Words.sentence(line);
    }

    private static String name(String path) {
        Matcher index = INDEX.matcher(path);
        String words = Said.pathWords(path);
        return words.substring(0, 1).toUpperCase(Locale.ROOT)
                + words.substring(1)
                + (index.find() ? " " + (Integer.parseInt(index.group(1)) + 1) : "");
    }
}
