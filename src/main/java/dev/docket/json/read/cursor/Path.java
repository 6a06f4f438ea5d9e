package dev.docket.json.read.cursor;

import com.fasterxml.jackson.core.JsonStreamContext;
import dev.docket.json.Echo;

/** Request paths such as {@code order.lines[2].orderedQty}. */
final class Path {
    private Path() {}

    /** The path of a parser's position. */
    static String of(JsonStreamContext context) {
        StringBuilder path = new StringBuilder();
        append(context, path);
        return path.toString();
    }

    private static void append(JsonStreamContext context, StringBuilder path) {
        JsonStreamContext parent = context.getParent();
        if (parent != null) {
            append(parent, path);
        }
        if (context.inArray() && context.hasCurrentIndex()) {
            path.append('[').append(context.getCurrentIndex()).append(']');
        }
        if (context.inObject() && context.getCurrentName() != null) {
            if (!path.isEmpty()) {
                path.append('.');
            }
            path.append(Echo.of(context.getCurrentName()));
        }
    }

    static String child(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    /** The parent path, empty at the top. */
    static String enclosing(String path) {
        return path.substring(0, Math.max(0, Math.max(path.lastIndexOf('.'), path.lastIndexOf('['))));
    }

    static boolean isElementOf(String path, String list) {
        return path.length() > list.length()
                && path.startsWith(list)
                && path.charAt(list.length()) == '['
                && path.indexOf(']', list.length()) == path.length() - 1;
    }
}
