package dev.docket.api.edge;

import dev.docket.access.Call;
import dev.docket.text.Secrets;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Names each call: as its caller did, so that both sides' logs and the record match, or anew. */
final class Calls {
    private static final String REQUEST_ID = "X-Request-Id";
    static final String TRACE_PARENT = "traceparent";

    /** Version 00 of W3C Trace Context; of a later version, what begins like it. */
    private static final Pattern PARENT =
            Pattern.compile("(?!ff)[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}(?:-.*)?");

    private Calls() {}

    /** The call of a request. A name that is none, or a credential, is replaced: it must not stop a decision, nor be recorded. */
    static Call of(HttpServerRequest request) {
        String id = request.getHeader(REQUEST_ID);
        return new Call(
                id != null && Call.isId(id) && !Secrets.isIn(id) ? id : newId(),
                traceId(request.getHeader(TRACE_PARENT)));
    }

    // It need not be a secret, and every refusal has one, too.
    private static String newId() {
        ThreadLocalRandom random = ThreadLocalRandom.current();
        return new UUID(random.nextLong(), random.nextLong()).toString();
    }

    /** Says in the answer how the call is named, and gives a caller its trace back. */
    static void announce(Call call, HttpServerRequest request, HttpServerResponse response) {
        response.putHeader(REQUEST_ID, call.id());
        call.traceId().ifPresent(trace -> response.putHeader(TRACE_PARENT, request.getHeader(TRACE_PARENT)));
    }

    private static Optional<String> traceId(@Nullable String parent) {
        if (parent == null) {
            return Optional.empty();
        }
        Matcher trace = PARENT.matcher(parent);
        return trace.matches() ? Optional.of(trace.group(1)) : Optional.empty();
    }
}
