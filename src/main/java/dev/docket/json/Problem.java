package dev.docket.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One problem in a document.
 *
 * @param path where, such as {@code order.lines[2].orderedQty}; empty for the document as a whole
 * @param code the kind of problem, a stable kebab-case word
 * @param message what is wrong and what to do, for people
 * @param value the value found, bounded in length; absent if there is none or it is not a scalar
 * @param line the line in the document from 1; 0 if unknown
 * @param source where in the document that the sender wrote, if a mapping has made an order of it
 */
public record Problem(
        String path,
        String code,
        String message,
        @Nullable Object value,
        int line,
        @Nullable String source) {
    /** A problem of a document that is read as it is. */
    public Problem(String path, String code, String message, @Nullable Object value, int line) {
        this(path, code, message, value, line, null);
    }

    /** The same problem, with its place in the document that the order was made of. */
    public Problem at(String place) {
        return new Problem(path, code, message, value, line, place);
    }

    /** A problem without a value and a line. */
    public static Problem of(String path, String code, String message) {
        return new Problem(path, code, message, null, 0);
    }

    /** Writes a list of problems, the same wherever one is shown. */
    public static void write(JsonWriter json, List<Problem> problems) {
        json.beginArray();
        for (Problem problem : problems) {
            json.beginObject()
                    .field("path", problem.path())
                    .field("code", problem.code())
                    .field("message", problem.message())
                    .field("value", problem.value())
                    .field("source", problem.source())
                    .endObject();
        }
        json.endArray();
    }
}
