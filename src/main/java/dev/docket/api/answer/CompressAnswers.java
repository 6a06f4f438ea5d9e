package dev.docket.api.answer;

import io.vertx.core.http.HttpVersion;
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

    /** Most decisions are shorter, and quicker to send than to compress: many clients ask for it without being asked. */
    private static final int LEAST_BYTES = 16 * 1024;

    @ServerResponseFilter(priority = LAST)
    public void compress(ContainerRequestContext request, ContainerResponseContext response, RoutingContext context) {
        if (!isJson(response.getMediaType()) || response.getHeaders().containsKey(HttpHeaders.CONTENT_ENCODING)) {
            return;
        }
        Object entity = response.getEntity();
        Rest plain = plain(entity);
        RequestEnd end = RequestEnd.of(context);
        // Where there are no chunks, only its length tells a whole answer from half of one.
        boolean isChunked = context.request().version() != HttpVersion.HTTP_1_0;
        if (plain == null || end == null || !isChunked) {
            return;
        }
        response.getHeaders().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        AnswerCoding.wanted(request.getHeaders().get(HttpHeaders.ACCEPT_ENCODING))
                // What is compressed in one go needs no room while it waits.
                .filter(coding -> !(entity instanceof LongAnswer) || end.holdsAlso(coding.bytes()))
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
