package dev.docket.json.read.cursor;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.docket.json.Decimals;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A parser's position in a document, and the problems found so far. */
public final class JsonCursor {
    private final JsonParser parser;
    private final Problems problems;

    public JsonCursor(JsonParser parser, Problems problems) {
        this.parser = parser;
        this.problems = problems;
    }

    public JsonParser parser() {
        return parser;
    }

    public int problemCount() {
        return problems.count();
    }

    String path() {
        return Path.of(parser.getParsingContext());
    }

    private int line() {
        return parser.currentTokenLocation().getLineNr();
    }

    void add(Problem problem) {
        problems.add(problem);
    }

    /** Adds a problem with the current value. */
    public void report(String code, String message) throws IOException {
        problems.add(new Problem(path(), code, message, scalar(), line()));
    }

    /** Adds that a field is missing; the parser is at the end of the object that should have it. */
    public void reportMissing(String name) {
        problems.add(new Problem(Path.child(path(), name), "required", "is required", null, line()));
    }

    /** Adds that the current value has the wrong type, and skips it. */
    @Nullable
    public Object refuse(String wanted) throws IOException {
        report("wrong-type", "must be " + wanted);
        parser.skipChildren();
        return null;
    }

    /** The current value, if it is a scalar that can be echoed. */
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

    /** A short number as a number, otherwise the beginning of its text. */
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
