package dev.docket.api.edge;

import dev.docket.access.Sender;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who calls, for the record: what a header says that only a trusted proxy can set.
 *
 * @param header its name; without one every caller is anonymous, for anybody can send a header
 */
public record Callers(Optional<String> header) {
    private static final int MOST_CHARACTERS = 200;

    /** The caller's name, one line of at most 200 characters. */
    String name(HttpServerRequest request) {
        return named(request).orElse(Sender.ANONYMOUS);
    }

    /** The same, or where it calls from when there is no name: what is shared out is shared among these. */
    String of(HttpServerRequest request) {
        return named(request).orElseGet(() -> address(request));
    }

    private Optional<String> named(HttpServerRequest request) {
        return header.map(name -> request.getHeader(name)).map(Callers::oneLine);
    }

    private static String address(HttpServerRequest request) {
        return String.valueOf(request.connection().remoteAddress().hostAddress());
    }

    private static @Nullable String oneLine(String value) {
        String line = value.replaceAll("\\p{Cntrl}", " ").strip();
        if (line.isEmpty()) {
            return null;
        }
        return line.length() <= MOST_CHARACTERS
                ? line
                : line.substring(0, line.offsetByCodePoints(0, line.codePointCount(0, MOST_CHARACTERS)));
    }
}
