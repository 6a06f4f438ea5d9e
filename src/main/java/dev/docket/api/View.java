package dev.docket.api;

import dev.docket.api.answer.LongAnswer;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.service.decide.AnswerBody;
import dev.docket.text.Suggestion;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** How much of a decision an answer has: the query parameter {@code view}. */
enum View {
    FULL {
        @Override
        Response.ResponseBuilder of(AnswerBody answer) {
            return Response.ok(LongAnswer.entity(answer), MediaType.APPLICATION_JSON_TYPE);
        }

        @Override
        TraceLevel level(TraceLevel wanted) {
            return wanted;
        }
    },
    SUMMARY {
        @Override
        Response.ResponseBuilder of(AnswerBody answer) {
            return Response.ok(DecisionBrief.of(answer.bytes()), DecisionBrief.MEDIA_TYPE);
        }

        // Nothing of the trace is shown.
        @Override
        TraceLevel level(TraceLevel wanted) {
            return TraceLevel.FIRED;
        }
    };

    private static final List<String> WORDS = List.of("full", "summary");

    /** The answer as this view shows it; makes its first piece. */
    abstract Response.ResponseBuilder of(AnswerBody answer);

    /** The trace level that this view needs to show an answer of some level. */
    abstract TraceLevel level(TraceLevel wanted);

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
