package dev.docket.json.read;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.json.JsonReadFeature;
import dev.docket.json.Problem;
import dev.docket.json.Unicode;
import dev.docket.json.read.cursor.JsonCursor;
import dev.docket.json.read.cursor.Problems;
import dev.docket.json.read.cursor.Syntax;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document into a record, strictly, and reports all problems at once.
 *
 * <p>{@code null} counts as absent. A component that is not {@code @Nullable} is required. Only malformed syntax
 * ends the reading early. Thread-safe.
 */
public final class RecordReader {
    private static final int DEEPEST = 32;
    private static final int LONGEST_TEXT = 1_000_000;
    private static final int LONGEST_NUMBER = 200;

    private final Violations violations = Violations.create();
    private final JsonFactory json;

    public RecordReader() {
        StreamReadConstraints constraints = StreamReadConstraints.builder()
                .maxNestingDepth(DEEPEST)
                .maxStringLength(LONGEST_TEXT)
                .maxNumberLength(LONGEST_NUMBER)
                .build();
        // The parser lets these through so that reading continues; no field accepts them.
        json = JsonFactory.builder()
                .streamReadConstraints(constraints)
                .configure(JsonReadFeature.ALLOW_NON_NUMERIC_NUMBERS, true)
                .build();
    }

    /** Reads UTF-8 JSON. */
    public <T extends Record> Reading<T> json(Class<T> type, byte[] document) {
        return read(type, document, true);
    }

    /**
     * Reads UTF-8 JSON that was validated when it was received. Syntax and shape are checked as strictly as ever, the constraints are
     * not.
     */
    public <T extends Record> Reading<T> jsonAgain(Class<T> type, byte[] document) {
        return read(type, document, false);
    }

    /** Reads UTF-8 YAML as strictly; every problem has its line. */
    public <T extends Record> Reading<T> yaml(Class<T> type, byte[] document) {
        Optional<Problem> unreadable = Unicode.problemOf(document);
        return unreadable.isPresent()
                ? new Reading.Invalid<>(List.of(unreadable.get()))
                : YamlRecord.read(new String(document, StandardCharsets.UTF_8), json -> json(type, json));
    }

    /** Checks the constraints of a record that was not read here; empty when it is as valid as one that was. */
    public List<Problem> problemsOf(Record value) {
        Problems problems = new Problems();
        violations.of(value, problems);
        return problems.all();
    }

    private <T extends Record> Reading<T> read(Class<T> type, byte[] document, boolean checksConstraints) {
        Optional<Problem> unreadable = Unicode.problemOf(document);
        Problems problems = new Problems();
        if (unreadable.isPresent()) {
            problems.add(unreadable.get());
            return new Reading.Invalid<>(problems.all());
        }
        T value = null;
        try (JsonParser parser = json.createParser(document)) {
            JsonCursor cursor = new JsonCursor(parser, problems);
            value = parsed(type, cursor);
            if (value != null && checksConstraints) {
                violations.of(value, problems);
            }
        } catch (IOException impossible) {
            throw new IllegalStateException("an array of bytes cannot fail to be read", impossible);
        }
        return value == null || !problems.isEmpty()
                ? new Reading.Invalid<>(problems.all())
                : new Reading.Valid<>(value);
    }

    private static <T extends Record> @Nullable T parsed(Class<T> type, JsonCursor cursor) throws IOException {
        JsonParser parser = cursor.parser();
        try {
            if (parser.nextToken() == null) {
                cursor.report("empty", "is empty: send one object");
                return null;
            }
            Object value = RecordShape.of(type).read(cursor);
            if (parser.nextToken() != null) {
                cursor.report("trailing-content", "continues after the end of the object: send exactly one object");
                return null;
            }
            return type.cast(value);
        } catch (StreamConstraintsException excessive) {
            boolean deep = parser.getParsingContext().getNestingDepth() > DEEPEST;
            Syntax.report(
                    cursor,
                    deep ? "too-deep" : "too-long",
                    deep
                            ? String.format(Locale.ROOT, "is nested deeper than %d levels", DEEPEST)
                            : "contains a name, text or number that is too long");
            return null;
        } catch (JsonProcessingException malformed) {
            Syntax.report(cursor, malformed);
            return null;
        }
    }
}
