package dev.docket.console.decision;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.docket.console.decision.DecisionPage.Fact;
import dev.docket.console.shell.Words;
import dev.docket.text.Printable;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Reads what an answer says. Numbers stay exact; whatever came with an order is text on one line. */
final class Said {
    static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private Said() {}

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException noJson) {
            throw new UncheckedIOException("an answer is no JSON", noJson);
        }
    }

    static Stream<JsonNode> each(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** A field's text; empty without it. */
    static String text(JsonNode object, String field) {
        return Printable.line(object.path(field).asText());
    }

    /** Any value for people. */
    static String value(JsonNode value) {
        if (value.isNumber()) {
            return Words.number(value.decimalValue());
        }
        return value.isArray()
                ? each(value).map(Said::value).collect(Collectors.joining(", "))
                : Printable.line(value.asText());
    }

    static Piece amount(JsonNode money) {
        return Piece.amount(money.path("amount").decimalValue(), text(money, "currency"));
    }

    static Fact time(String name, JsonNode when) {
        if (when.isMissingNode()) {
            return new Fact(name, Piece.NOTHING, "");
        }
        return new Fact(name, Piece.time(Instant.parse(when.asText())), "");
    }

    /** A path of the request in words: {@code customer.credit.oldestOverdueDays} is "credit oldest overdue days". */
    static String pathWords(String path) {
        String[] parts = path.replaceAll("\\[(\\d+)]", "").split("\\.", -1);
        String last = words(parts[parts.length - 1]);
        return parts.length < 2 ? last : words(parts[parts.length - 2]) + " " + last;
    }

    private static String words(String camel) {
        return Printable.line(camel.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .replaceAll("s$", camel.equals("lines") ? "" : "s"))
                .toLowerCase(Locale.ROOT)
                .replace('_', ' ');
    }

    /** JSON that may stand between tags. */
    static String betweenTags(String json) {
        return json.replace("<", "\\u003c");
    }
}
