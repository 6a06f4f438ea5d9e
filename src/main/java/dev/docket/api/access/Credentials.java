package dev.docket.api.access;

import dev.docket.access.key.ApiKey;
import java.util.List;

/** What a request has to say who sends it (RFC 6750: a header {@code Authorization: Bearer …}, nothing in the URL). */
sealed interface Credentials {
    /** Nothing that concerns this service. */
    record None() implements Credentials {}

    /** A key, whether good or not. */
    record Key(ApiKey key) implements Credentials {}

    /** A token that an identity provider may have issued. */
    record Token() implements Credentials {}

    /** Of a scheme that this service does not know. */
    record Foreign() implements Credentials {}

    /** Something that cannot be good. */
    record Malformed() implements Credentials {}

    String SCHEME = "Bearer ";

    /** @param headers every header {@code Authorization} of the request */
    static Credentials of(List<String> headers) {
        if (headers.isEmpty()) {
            return new None();
        }
        // Which of two would count is anybody's guess, a proxy's too.
        if (headers.size() > 1) {
            return new Malformed();
        }
        String header = headers.getFirst();
        if (!header.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return new Foreign();
        }
        String text = header.substring(SCHEME.length()).strip();
        if (text.startsWith(ApiKey.PREFIX)) {
            return ApiKey.parse(text).<Credentials>map(Key::new).orElseGet(Malformed::new);
        }
        return text.isEmpty() ? new Malformed() : new Token();
    }
}
