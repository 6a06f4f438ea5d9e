package dev.docket.api.edge;

import dev.docket.access.Caller;
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

    /** As records name the caller, one line. */
    String label(Caller caller, HttpServerRequest request) {
        return switch (caller) {
            case Caller.Named known -> known.label();
            case Caller.Anonymous anonymous -> named(request).orElseGet(anonymous::label);
        };
    }

    /** Among whom room is shared out: who calls, or where the call comes from if that is not known. */
    String key(Caller caller, HttpServerRequest request) {
        return switch (caller) {
            case Caller.Named known -> known.subject();
            case Caller.Anonymous anonymous -> named(request).orElseGet(() -> address(request));
        };
    }

    private Optional<String> named(HttpServerRequest request) {
        return header.map(name -> request.getHeader(name)).map(Callers::oneLine);
    }

    static String address(HttpServerRequest request) {
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
