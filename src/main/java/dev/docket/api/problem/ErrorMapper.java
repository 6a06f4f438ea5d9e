package dev.docket.api.problem;

import dev.docket.outage.Defects;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.TooSlowException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.io.EOFException;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeoutException;
import java.util.zip.ZipException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one place that turns an exception into an answer. No stack trace leaves the process. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);
    private static final Defects DEFECTS = new Defects(LOG::error);

    @Override
    public Response toResponse(Throwable thrown) {
        return problem(thrown).response();
    }

    public static ProblemDetail problem(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof RefusedException refused) {
            return refused.problem();
        }
        if (cause instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
            return problem(http.getResponse().getStatus());
        }
        Optional<StoreUnavailableException> unavailable = StoreUnavailableException.in(cause);
        if (unavailable.isPresent()) {
            // The journal itself says when it begins to fail, and when it works again.
            LOG.debug(unavailable.get().toLog());
            return Problems.unavailable(unavailable.get().toCaller());
        }
        if (cause instanceof TooSlowException) {
            return Problems.tooSlow(TooSlowException.LONGEST);
        }
        if (cause instanceof TimeoutException) {
            return Problems.appendTimedOut();
        }
        if (cause instanceof ZipException || cause instanceof EOFException) {
            return Problems.undecodableBody();
        }
        if (isCallerGone(cause) || cause instanceof IOException) {
            LOG.debug("the caller hung up", cause);
            return Problems.unreadableBody();
        }
        return incident(cause);
    }

    /** Nobody will read the answer, and nothing is broken here: no exception of ours is a plain one of input or output. */
    private static boolean isCallerGone(@Nullable Throwable thrown) {
        return thrown != null
                && (thrown instanceof HttpClosedException
                        || thrown instanceof CallerGoneException
                        || isCallerGone(thrown.getCause()));
    }

    /** A defect, with the id under which the log has the details. */
    public static ProblemDetail incident(Throwable defect) {
        return Problems.incident(DEFECTS.incident(defect));
    }

    /** The problem for a status that the framework chose. */
    public static ProblemDetail problem(int status) {
        return switch (status) {
            case 404 ->
                ProblemDetail.of(
                        404, "not-found", "There is nothing at this path", "GET /openapi lists every path there is.");
            case 405 ->
                ProblemDetail.of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed here",
                        "GET /openapi lists the methods of every path.");
            case 406 ->
                ProblemDetail.of(
                        406,
                        "not-acceptable",
                        "The requested media type is not available",
                        "GET /openapi lists the media types of every answer. Decisions are exported by GET"
                                + " /v1/decisions/export.csv and GET /v1/decisions/export.ndjson.");
            case 415 -> Problems.wrongContentType("application/json");
            default -> {
                String reason = Response.Status.fromStatusCode(status) == null
                        ? "bad request"
                        : Response.Status.fromStatusCode(status).getReasonPhrase();
                yield ProblemDetail.of(
                        status,
                        reason.toLowerCase(Locale.ROOT).replace(' ', '-'),
                        "The request cannot be served",
                        reason + ".");
            }
        };
    }
}
