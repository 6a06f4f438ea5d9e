package dev.docket.api;

import dev.docket.service.StoreUnavailableException;
import io.vertx.core.http.HttpClosedException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.ExceptionMapper;
import jakarta.ws.rs.ext.Provider;
import java.util.Locale;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/** The one place that turns an exception into an answer. No stack trace leaves the process. */
@Provider
public class ErrorMapper implements ExceptionMapper<Throwable> {
    private static final Logger LOG = Logger.getLogger(ErrorMapper.class);

    @Override
    public Response toResponse(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof RefusedException refused) {
            return refused.problem().response();
        }
        if (cause instanceof WebApplicationException http && http.getResponse().getStatus() < 500) {
            return problem(http.getResponse().getStatus()).response();
        }
        if (unavailable(cause) instanceof StoreUnavailableException unavailable) {
            LOG.warn(unavailable.toLog());
            return Problems.unavailable(unavailable.toCaller()).retryLater();
        }
        if (isCallerGone(cause)) {
            LOG.debug("the caller hung up", cause);
            return problem(400).response();
        }
        return incident(cause).response();
    }

    // Reading may fail deep inside an answer that is being written.
    private static @Nullable Throwable unavailable(@Nullable Throwable thrown) {
        return thrown == null || thrown instanceof StoreUnavailableException ? thrown : unavailable(thrown.getCause());
    }

    /** Nobody will read the answer, and nothing is broken here. */
    private static boolean isCallerGone(@Nullable Throwable thrown) {
        return thrown != null && (thrown instanceof HttpClosedException || isCallerGone(thrown.getCause()));
    }

    /** Logs a defect under a new incident id. */
    static ProblemDetail incident(Throwable defect) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(defect, "incident %s", id);
        return Problems.incident(id);
    }

    private static ProblemDetail problem(int status) {
        return switch (status) {
            case 404 ->
                ProblemDetail.of(404, "not-found", "There is nothing here", "See GET /openapi for what there is.");
            case 405 ->
                ProblemDetail.of(
                        405,
                        "method-not-allowed",
                        "The method is not allowed here",
                        "See GET /openapi for the methods.");
            case 406 ->
                ProblemDetail.of(
                        406,
                        "not-acceptable",
                        "The wanted media type is not available",
                        "See GET /openapi for what is.");
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
