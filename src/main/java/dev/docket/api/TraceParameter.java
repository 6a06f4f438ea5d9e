package dev.docket.api;

import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.Echo;
import dev.docket.json.Problem;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The query parameter {@code trace}. */
final class TraceParameter {
    private TraceParameter() {}

    static TraceLevel of(@Nullable String trace) {
        return switch (trace == null ? "fired" : trace) {
            case "none" -> TraceLevel.NONE;
            case "fired" -> TraceLevel.FIRED;
            case "full" -> TraceLevel.FULL;
            default ->
                throw new RefusedException(ProblemDetail.invalid(List.of(new Problem(
                        "?trace",
                        "unknown-value",
                        "must be one of none, fired, full",
                        Echo.of(String.valueOf(trace)),
                        0))));
        };
    }
}
