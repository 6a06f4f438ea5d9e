package dev.docket.api.answer;

import dev.docket.api.problem.ProblemDetail;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/**
 * Keeps answers that nobody reads from filling the memory, whatever resource they are of: a page, a search, a proof. Those that
 * are written piece by piece take room of their own.
 */
public class RoomForAnswers {
    /** Before what a problem looks like is decided. */
    private static final int FIRST = Priorities.USER + 1;

    /** Answers that the service is busy if there is no room for the answer. */
    @ServerResponseFilter(priority = FIRST)
    public void take(ContainerResponseContext response, RoutingContext context) {
        RequestEnd end = RequestEnd.of(context);
        if (end == null || end.holds(lengthOf(response.getEntity()))) {
            return;
        }
        ProblemDetail busy = RequestEnd.noRoom();
        response.setStatus(busy.status());
        response.getHeaders().clear();
        busy.headers().forEach(response.getHeaders()::putSingle);
        response.getHeaders().putSingle(HttpHeaders.CONTENT_TYPE, ProblemDetail.MEDIA_TYPE);
        response.setEntity(busy.json());
    }

    private static long lengthOf(@Nullable Object entity) {
        return switch (entity) {
            case byte[] bytes -> bytes.length;
            case CharSequence text -> text.length();
            case null, default -> 0;
        };
    }
}
