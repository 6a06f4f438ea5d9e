package dev.docket.api;

import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.text.Suggestion;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of a decision an answer has: the query parameter {@code view}. */
enum View {
    FULL {
        @Override
        Response.ResponseBuilder of(byte[] answer) {
            return Response.ok(answer, MediaType.APPLICATION_JSON_TYPE);
        }
    },
    SUMMARY {
        @Override
        Response.ResponseBuilder of(byte[] answer) {
            return Response.ok(DecisionBrief.of(answer), DecisionBrief.MEDIA_TYPE);
        }
    };

    private static final List<String> WORDS = List.of("full", "summary");

    /** The answer as this view shows it. */
    abstract Response.ResponseBuilder of(byte[] answer);

    static View parse(@Nullable String view) {
        String word = view == null ? "full" : view;
        return switch (word) {
            case "full" -> FULL;
            case "summary" -> SUMMARY;
            default ->
                throw new RefusedException(ProblemDetail.invalid(List.of(new Problem(
                        "?view",
                        "unknown-value",
                        "must be one of full, summary." + Suggestion.didYouMean(word, WORDS),
                        Echo.of(word),
                        0))));
        };
    }
}
