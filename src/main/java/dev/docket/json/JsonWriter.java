package dev.docket.json;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.decision.id.Id;
import dev.docket.digest.Digest;
import dev.docket.order.RequestPath;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * Writes compact UTF-8 JSON, the same bytes for the same content: text escaped as RFC 8785 says, decimals plain and
 * without trailing zeros. Fields without a value are left out. Not safe for use by several threads.
 */
public final class JsonWriter {
    private static final byte[] HEX = "0123456789abcdef".getBytes(StandardCharsets.US_ASCII);

    private byte[] buffer;
    private int length;

    public JsonWriter() {
        this(2048);
    }

    /** @param expected the expected number of bytes; the buffer grows as needed */
    public JsonWriter(int expected) {
        buffer = new byte[expected];
    }

    public byte[] bytes() {
        return Arrays.copyOf(buffer, length);
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
        text(name);
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

    /** A field, left out when there is no value. */
    void field(Name name, @Nullable Object value) {
        if (value != null) {
            json(name.quoted).value(value);
        }
    }

    /**
     * A value: text, id, digest, enum, truth value, number, time, request path, list, sorted set, map with texts or enums as keys, record or tree.
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
        ensure(document.length);
        System.arraycopy(document, 0, buffer, length, document.length);
        length += document.length;
        return this;
    }

    private void elements(Iterable<?> elements) {
        beginArray();
        elements.forEach(this::value);
        endArray();
    }

    private void entries(Map<?, ?> map) {
        beginObject();
        map.forEach((name, value) -> {
            switch (name) {
                case String text -> field(text, value);
                case Enum<?> word -> field(word.toString(), value);
                default -> throw unwritable(name);
            }
        });
        endObject();
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
        int count = ascii.length();
        ensure(count);
        for (int i = 0; i < count; i++) {
            buffer[length++] = (byte) ascii.charAt(i);
        }
    }

    private void string(String text) {
        separate();
        text(text);
    }

    private void text(String text) {
        put('"');
        int count = text.length();
        // No char needs more than six bytes.
        ensure(count * 6 + 1);
        int at = length;
        byte[] out = buffer;
        for (int i = 0; i < count; i++) {
            char unit = text.charAt(i);
            if (unit < 0x80 && unit >= ' ' && unit != '"' && unit != '\\') {
                out[at++] = (byte) unit;
            } else if (unit < 0x80) {
                at = escape(unit, out, at);
            } else if (unit < 0x800) {
                out[at++] = (byte) (0xC0 | (unit >> 6));
                out[at++] = (byte) (0x80 | (unit & 0x3F));
            } else if (Character.isHighSurrogate(unit)
                    && i + 1 < count
                    && Character.isLowSurrogate(text.charAt(i + 1))) {
                at = supplementary(Character.toCodePoint(unit, text.charAt(++i)), out, at);
            } else {
                // Input never contains half a surrogate pair. If code ever creates one, the bytes must stay valid.
                char safe = Character.isSurrogate(unit) ? '\uFFFD' : unit;
                out[at++] = (byte) (0xE0 | (safe >> 12));
                out[at++] = (byte) (0x80 | ((safe >> 6) & 0x3F));
                out[at++] = (byte) (0x80 | (safe & 0x3F));
            }
        }
        out[at++] = '"';
        length = at;
    }

    private static int supplementary(int point, byte[] out, int at) {
        out[at] = (byte) (0xF0 | (point >> 18));
        out[at + 1] = (byte) (0x80 | ((point >> 12) & 0x3F));
        out[at + 2] = (byte) (0x80 | ((point >> 6) & 0x3F));
        out[at + 3] = (byte) (0x80 | (point & 0x3F));
        return at + 4;
    }

    private static int escape(char unit, byte[] out, int at) {
        out[at] = '\\';
        int shortForm = "\"\\\b\f\n\r\t".indexOf(unit);
        if (shortForm >= 0) {
            out[at + 1] = (byte) "\"\\bfnrt".charAt(shortForm);
            return at + 2;
        }
        out[at + 1] = 'u';
        out[at + 2] = '0';
        out[at + 3] = '0';
        out[at + 4] = HEX[unit >> 4];
        out[at + 5] = HEX[unit & 0xF];
        return at + 6;
    }

    /** A comma, unless this is the first thing in an object, a list or a document, or the value of a field. */
    private void separate() {
        if (length > 0) {
            byte last = buffer[length - 1];
            if (last != '{' && last != '[' && last != ':') {
                put(',');
            }
        }
    }

    private JsonWriter put(char ascii) {
        ensure(1);
        buffer[length++] = (byte) ascii;
        return this;
    }

    private void ensure(int more) {
        if (length + more > buffer.length) {
            buffer = Arrays.copyOf(buffer, Math.max(buffer.length * 2, length + more));
        }
    }
}
