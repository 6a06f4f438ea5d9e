package dev.docket.api.edge;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.text.Suggestion;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Set;

/** Whether an operation knows the query parameters that it was sent: a misspelt one must not be passed over. */
final class QueryNames {
    /** They find out themselves which names they do not know, with everything else that is wrong. */
    private static final Set<String> READ_THEIR_QUERY = Set.of("findDecisions", "exportNdjson", "exportCsv");

    private QueryNames() {}

    /** A problem for each name that the operation does not have. */
    static List<Problem> unknown(RoutingContext context, Operations.Operation operation) {
        String query = context.request().query();
        if (query == null || query.isEmpty() || READ_THEIR_QUERY.contains(operation.id())) {
            return List.of();
        }
        return context.queryParams().names().stream()
                .filter(name -> !operation.knows(name))
                .map(name -> new Problem(
                        "?" + Echo.of(name),
                        "unknown-field",
                        message(name, operation.queryParameters()),
                        Echo.of(String.valueOf(context.queryParams().get(name))),
                        0))
                .toList();
    }

    private static String message(String name, Set<String> known) {
        return known.isEmpty()
                ? "is not known: this operation has no query parameters."
                : "is not a query parameter of this operation.%s Allowed: %s."
                        .formatted(Suggestion.didYouMean(name, known), String.join(", ", known));
    }
}
