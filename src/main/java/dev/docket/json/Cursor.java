package dev.docket.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parser at a place in a document, with the problems found so far. */
final class Cursor {
    private final JsonParser parser;
    private final Problems problems;
    private final Map<String, Integer> lineByPath = new HashMap<>();
    private final boolean tracksLines;

    Cursor(JsonParser parser, Problems problems, boolean tracksLines) {
        this.parser = parser;
        this.problems = problems;
        this.tracksLines = tracksLines;
    }

    JsonParser parser() {
        return parser;
    }

    int problemCount() {
        return problems.count();
    }

    String path() {
        return Path.of(parser.getParsingContext());
    }

    /** Remembers where the current value stands; only for documents that people write. */
    void mark() {
        if (tracksLines) {
            lineByPath.put(path(), line());
        }
    }

    /** The line of a value, or of the nearest that it lies in; 0 when lines are not tracked. */
    int lineOf(String path) {
        for (String at = path; !at.isEmpty(); at = Path.enclosing(at)) {
            Integer line = lineByPath.get(at);
            if (line != null) {
                return line;
            }
        }
        return tracksLines ? 1 : 0;
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Tells a problem of the current value. */
    void tell(String code, String message) throws IOException {
        problems.add(new Problem(path(), code, message, scalar(), line()));
    }

    /** Tells that a field is absent; the parser stands at the end of the object that should have it. */
    void tellRequired(String name) {
        String path = Path.child(path(), name);
        problems.add(new Problem(path, "required", "is required", null, tracksLines ? lineOf(path) : line()));
    }

    /** Tells that the current value is of the wrong type, and passes over it. */
    @Nullable
    Object refuse(String wanted) throws IOException {
        tell("wrong-type", "must be " + wanted);
        parser.skipChildren();
        return null;
    }

    /** The current value, if it is one that can be told back. */
    private @Nullable Object scalar() throws IOException {
        JsonToken token = parser.currentToken();
        if (token == null) {
            return null;
        }
        return switch (token) {
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            case VALUE_STRING -> Echo.of(parser.getText());
            case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> number(parser.getText());
            case NOT_AVAILABLE,
                    START_OBJECT,
                    END_OBJECT,
                    START_ARRAY,
                    END_ARRAY,
                    FIELD_NAME,
                    VALUE_EMBEDDED_OBJECT,
                    VALUE_NULL -> null;
        };
    }

    /** A number as a number if it is short, otherwise as the beginning of its text. */
    private static Object number(String text) {
        try {
            Optional<BigDecimal> bounded =
                    text.length() > 50 ? Optional.empty() : Decimals.bounded(new BigDecimal(text));
            return bounded.<Object>map(number -> number).orElseGet(() -> Echo.of(text));
        } catch (NumberFormatException notADecimal) {
            return Echo.of(text);
        }
    }
}
