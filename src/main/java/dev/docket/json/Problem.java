package dev.docket.json;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with a document.
 *
 * @param path where, as {@code order.lines[2].orderedQty}; empty for the document as a whole
 * @param code what, as a stable lower-kebab word
 * @param message what is wrong and what to do, for people
 * @param value what stands there, bounded in length; absent when there is nothing or it is no scalar
 * @param line the line of the document from 1, 0 when it is not known
 */
public record Problem(
        String path, String code, String message, @Nullable Object value, int line) {
    /** A problem without a value and a line. */
    public static Problem of(String path, String code, String message) {
        return new Problem(path, code, message, null, 0);
    }
}
