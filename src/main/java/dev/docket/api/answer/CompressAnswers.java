package dev.docket.api.answer;

import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;
import org.jspecify.annotations.Nullable;

/** Compresses long JSON answers for callers who say that they can read it (RFC 9110, 12.5.3). The console does so for its pages. */
public class CompressAnswers {
    /** After room was taken for the answer as it is, and after a problem got the form in which it is shown. */
    private static final int LAST = Priorities.USER - 1;

    /** Below this, headers outweigh what is gained. */
    private static final int LEAST_BYTES = 2 * 1024;

    /** Of native memory, which a coder keeps while it waits for a slow reader. */
    private static final long CODER_BYTES = 512 * 1024;

    @ServerResponseFilter(priority = LAST)
    public void compress(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (!isJson(response.getMediaType()) || response.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        Object entity = response.getEntity();
        Rest plain = plain(entity);
        RequestEnd end = RequestEnd.of(context);
        if (plain == null || end == null) {
            return;
        }
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        AnswerCoding.wanted(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING))
                // What is compressed in one go needs no room while it waits.
                .filter(coding -> !(entity instanceof LongAnswer) || end.holdsAlso(CODER_BYTES))
                .ifPresent(coding -> {
                    CompressedRest compressed = new CompressedRest(plain, coding);
                    end.closes(compressed);
                    response.getHeaders().putSingle(HttpHeaders.CONTENT_ENCODING, coding.token());
                    response.setEntity(new LongAnswer(new byte[0], compressed));
                });
    }

    private static boolean isJson(@Nullable MediaType type) {
        return type != null
                && (type.getSubtype().equals("json") || type.getSubtype().endsWith("+json"));
    }

    private static @Nullable Rest plain(@Nullable Object entity) {
        return switch (entity) {
            case byte[] bytes when bytes.length >= LEAST_BYTES -> Rest.of(bytes);
            case String text when text.length() >= LEAST_BYTES -> Rest.of(text.getBytes(StandardCharsets.UTF_8));
            case LongAnswer answer -> Rest.of(answer.first(), answer.rest());
            case null, default -> null;
        };
    }
}
