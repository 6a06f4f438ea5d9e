package dev.docket.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.decision.id.Id;
import dev.docket.decision.rule.NamedValues;
import dev.docket.digest.Digest;
import dev.docket.order.RequestPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact UTF-8 JSON, the same bytes for the same content: text escaped as RFC 8785 says, decimals plain and
 * without trailing zeros. Fields without a value are left out. Not safe for use by several threads.
 */
public final class JsonWriter {
    private final JsonBytes out;

    public JsonWriter() {
        this(2048);
    }

    /** @param expected the expected number of bytes; the buffer grows as needed */
    public JsonWriter(int expected) {
        out = new JsonBytes(expected);
    }

    /** What was written and not {@linkplain #take taken} yet. */
    public byte[] bytes() {
        return out.bytes();
    }

    /** How many bytes that is. */
    int size() {
        return out.size();
    }

    /** Takes at most so many bytes from the beginning; they are no longer kept. */
    byte[] take(int most) {
        return out.take(most);
    }

    public JsonWriter beginObject() {
        separate();
        return put('{');
    }

    public JsonWriter endObject() {
        return put('}');
    }

    public JsonWriter beginArray() {
        separate();
        return put('[');
    }

    public JsonWriter endArray() {
        return put(']');
    }

    public JsonWriter name(String name) {
        separate();
        out.quoted(name);
        return put(':');
    }

    /** A field, left out when there is no value. */
    public JsonWriter field(String name, @Nullable Object value) {
        return value == null ? this : name(name).value(value);
    }

    /** A field with text, left out when there is none. */
    public JsonWriter field(String name, @Nullable String text) {
        if (text != null) {
            name(name).string(text);
        }
        return this;
    }

    /** A field with one of several words, left out when there is none. */
    public JsonWriter field(String name, @Nullable Enum<?> word) {
        if (word != null) {
            name(name).string(word.toString());
        }
        return this;
    }

    /** A field with several values, left out when there is no list. */
    public JsonWriter field(String name, @Nullable List<?> list) {
        if (list != null) {
            name(name).elements(list);
        }
        return this;
    }

    /** A frequently written name, encoded once. */
    static final class Name {
        private final byte[] quoted;

        Name(String name) {
            JsonWriter alone = new JsonWriter(name.length() + 3);
            alone.name(name);
            quoted = alone.bytes();
        }
    }

    JsonWriter name(Name name) {
        return json(name.quoted);
    }

    /** A field, left out when there is no value. */
    JsonWriter field(Name name, @Nullable Object value) {
        return value == null ? this : name(name).value(value);
    }

    /** A field with text, left out when there is none. */
    JsonWriter field(Name name, @Nullable String text) {
        if (text != null) {
            name(name).string(text);
        }
        return this;
    }

    /**
     * A value: text, id, digest, enum, truth value, number, time, request path, list, sorted set, map with texts or enums as keys (sorted,
     * unless it has an order of its own), record or tree.
     *
     * @throws IllegalArgumentException for a value of any other type, which would be written differently by every JVM or
     *     as something that nobody can read back
     */
    public JsonWriter value(Object value) {
        switch (value) {
            case String text -> string(text);
            case Enum<?> word -> string(word.toString());
            case Boolean truth -> raw(truth.toString());
            case BigDecimal number -> raw(Decimals.plain(number));
            case Double number -> real(number);
            case Integer number -> raw(number.toString());
            case Long number -> raw(number.toString());
            case BigInteger number -> raw(number.toString());
            case List<?> list -> elements(list);
            case SortedSet<?> set -> elements(set);
            case Map<?, ?> map -> entries(map);
            case Id id -> string(id.text());
            case Digest digest -> string(digest.text());
            case Record record -> CanonicalJson.write(record, this);
            case JsonNode tree -> tree(tree);
            case Instant moment -> string(moment.toString());
            case LocalDate day -> string(day.toString());
            case Duration duration -> string(duration.toString());
            case RequestPath path -> string(path.toString());
            default -> throw unwritable(value);
        }
        return this;
    }

    /** A complete JSON document, copied as is. */
    public JsonWriter json(byte[] document) {
        separate();
        out.copy(document);
        return this;
    }

    private void elements(Iterable<?> elements) {
        beginArray();
        elements.forEach(this::value);
        endArray();
    }

    private void entries(Map<?, ?> map) {
        beginObject();
        ordered(map).forEach((name, value) -> {
            switch (name) {
                case String text -> field(text, value);
                case Enum<?> word -> field(word.toString(), value);
                default -> throw unwritable(name);
            }
        });
        endObject();
    }

    /** The map itself if it has an order of its own; any other one, whose order may be that of hashes, sorted. */
    private static Map<?, ?> ordered(Map<?, ?> map) {
        return switch (map) {
            case SequencedMap<?, ?> sequenced -> sequenced;
            case EnumMap<?, ?> byConstant -> byConstant;
            case NamedValues byName -> byName;
            default -> new TreeMap<>(map);
        };
    }

    private static IllegalArgumentException unwritable(Object value) {
        return new IllegalArgumentException(
                "a %s cannot be written as JSON".formatted(value.getClass().getName()));
    }

    private void tree(JsonNode tree) {
        switch (tree.getNodeType()) {
            case OBJECT -> {
                beginObject();
                tree.properties().stream().sorted(Map.Entry.comparingByKey()).forEach(field -> name(field.getKey())
                        .value(field.getValue()));
                endObject();
            }
            case ARRAY -> elements(tree);
            case NUMBER -> value(tree.decimalValue());
            case BOOLEAN -> value(tree.booleanValue());
            case STRING -> string(tree.textValue());
            case NULL, MISSING -> raw("null");
            case BINARY, POJO -> throw unwritable(tree);
        }
    }

    private void real(double number) {
        String text = Double.toString(number);
        if (!Double.isFinite(number)) {
            string(text);
        } else if (isOneForm(text)) {
            raw(text);
        } else {
            value(new BigDecimal(text));
        }
    }

    /** Whether the text is already canonical: no exponent and no trailing zero. */
    private static boolean isOneForm(String number) {
        return !number.endsWith("0") && number.indexOf('E') < 0;
    }

    private void raw(String ascii) {
        separate();
        out.ascii(ascii);
    }

    private void string(String text) {
        separate();
        out.quoted(text);
    }

    /** A comma, unless this is the first thing in an object, a list or a document, or the value of a field. */
    private void separate() {
        switch (out.last()) {
            case JsonBytes.NONE, '{', '[', ':' -> {}
            default -> put(',');
        }
    }

    private JsonWriter put(char ascii) {
        out.put(ascii);
        return this;
    }
}
