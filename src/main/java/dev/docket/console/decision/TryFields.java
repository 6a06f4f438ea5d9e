package dev.docket.console.decision;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.console.decision.TryPage.Choice;
import dev.docket.console.decision.TryPage.Field;
import dev.docket.console.shell.Texts;
import dev.docket.console.shell.Words;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.WouldCease;
import dev.docket.decision.rule.WouldNeed;
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
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The values of an order that matter: those that made rules fire, and those whose bounds why-not names. */
final class TryFields {
    private static final int MOST = 16;
    private static final int CODE = 3;
    private static final BigDecimal ROOM = new BigDecimal("1.25");
    private static final List<String> BOUNDS = List.of("above", "atLeast", "below", "atMost");

    private final Values values;
    private final Map<String, String> tried;
    private final SequencedMap<String, Found> found = new LinkedHashMap<>();

    /** What is known of a path. */
    private record Found(
            JsonNode value, List<List<Piece>> notes, TreeSet<BigDecimal> ticks, SequencedSet<String> words) {
        Found(JsonNode value) {
            this(value, new ArrayList<>(), new TreeSet<>(), new LinkedHashSet<>());
        }
    }

    /** @param tried the values that the reader has chosen, by path */
    TryFields(JsonNode request, Map<String, String> tried) {
        this.values = new Values(request);
        this.tried = tried;
    }

    /**
     * @param rules what each rule did
     * @param firings what would keep those from firing that did
     */
    List<Field> of(JsonNode rules, List<Firing> firings) {
        firings.forEach(firing -> firing.ceases().forEach(cease -> ceases(firing, cease)));
        Said.each(rules)
                .filter(rule -> rule.path("verdict").asText().equals("FIRED"))
                .forEach(this::madeFire);
        Said.each(rules).forEach(rule -> Said.each(rule.path("firstFailing").path("wouldNeed"))
                .filter(need -> need.path("fires").asBoolean())
                .forEach(need -> needs(name(rule), need)));
        return found.entrySet().stream()
                .limit(MOST)
                .map(one -> field(one.getKey(), one.getValue()))
                .toList();
    }

    private void madeFire(JsonNode rule) {
        rule.path("values").fieldNames().forEachRemaining(path -> at(path).ifPresent(
                        one -> one.notes().add(Piece.sentence("try_made_fire", name(rule)))));
    }

    private static Piece name(JsonNode rule) {
        return Piece.text(Words.ofId(rule.path("ruleId").asText()));
    }

    /** Where a rule that fires would not. */
    private void ceases(Firing firing, WouldCease cease) {
        at(cease.path()).ifPresent(one -> {
            Piece says =
                    Piece.text(Texts.of("try_ceases", Words.ofId(firing.ruleId().text())));
            switch (cease.range()) {
                case WouldNeed.Range.Between between -> {
                    bound(one, cease, between.lowIncluded() ? "try_atLeast" : "try_above", between.low(), says);
                    bound(one, cease, between.highIncluded() ? "try_atMost" : "try_below", between.high(), says);
                }
                case WouldNeed.Range.OneOf words -> {
                    words.values().forEach(word -> one.words().add(word(word)));
                    Piece listed = Piece.text(
                            words.values().stream().map(TryFields::word).collect(Collectors.joining(", ")));
                    one.notes().add(Piece.sentence("try_at", listed, says));
                }
                // Of other values there is none to offer, and a form has no way to leave one out.
                case WouldNeed.Range.NoneOf none -> {}
                case WouldNeed.Range.Present present -> {}
                case WouldNeed.Range.Absent absent -> {}
            }
        });
    }

    private void bound(Found one, WouldCease cease, String text, @Nullable Object bound, Piece says) {
        if (bound instanceof BigDecimal number && one.value().isNumber()) {
            one.ticks().add(Values.plain(number));
            one.notes().add(Piece.sentence(text, values.of(cease.path(), number), says));
        } else if (bound != null) {
            one.notes().add(Piece.sentence(text, values.of(cease.path(), bound), says));
        }
    }

    private static String word(Object word) {
        return word instanceof Enum<?> constant ? constant.name() : word.toString();
    }

    private void needs(Piece rule, JsonNode need) {
        String path = need.path("path").asText();
        at(path).ifPresent(one -> {
            for (String bound : BOUNDS) {
                if (one.value().isNumber() && need.path(bound).isNumber()) {
                    BigDecimal number = need.path(bound).decimalValue();
                    one.ticks().add(number);
                    one.notes().add(Piece.sentence("try_" + bound, values.of(path, number), rule));
                }
            }
            Said.each(need.path("oneOf")).forEach(word -> {
                one.words().add(word.asText());
                one.notes().add(Piece.sentence("try_at", values.of(path, word), rule));
            });
        });
    }

    private Optional<Found> at(String path) {
        JsonNode value = values.at(path);
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
                value.equals(was) ? List.of() : Piece.sentence("try_was", values.of(path, one.value())),
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
        String words = Values.name(path).text();
        return words.substring(0, 1).toUpperCase(Locale.ROOT) + words.substring(1);
    }
}
