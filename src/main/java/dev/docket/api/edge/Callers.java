package dev.docket.api.edge;

import dev.docket.access.Caller;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Who calls, for the record: what a header says that only a trusted proxy can set.
 *
 * @param header its name; without one every caller is anonymous, for anybody can send a header
 */
public record Callers(Optional<String> header) {
    private static final int MOST_CHARACTERS = 200;

    /** How records name API keys, users, and topics of Kafka, whose offsets they account for: nobody becomes one of these by a header. */
    private static final Pattern ANOTHER_KIND = Pattern.compile("(?:key|user|kafka):", Pattern.CASE_INSENSITIVE);

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
        return header.map(name -> request.getHeader(name)).flatMap(Callers::said);
    }

    static String address(HttpServerRequest request) {
        return String.valueOf(request.connection().remoteAddress().hostAddress());
    }

    /** The name that a header gives, in one line and of no other kind; nothing if it gives none. */
    static Optional<String> said(String value) {
        String line = value.replaceAll("[\\p{Cc}\\p{Zl}\\p{Zp}]", " ").strip();
        if (line.isEmpty()) {
            return Optional.empty();
        }
        String name = ANOTHER_KIND.matcher(line).lookingAt() ? "header:" + line : line;
        return Optional.of(
                name.length() <= MOST_CHARACTERS
                        ? name
                        : name.substring(0, name.offsetByCodePoints(0, name.codePointCount(0, MOST_CHARACTERS))));
    }
}
