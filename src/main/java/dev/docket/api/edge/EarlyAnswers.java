package dev.docket.api.edge;

import dev.docket.api.body.StatedBody;
import dev.docket.api.problem.ProblemDetail;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.Optional;

/** Answers requests that no resource sees. To be used on their event loop. */
@Singleton
class EarlyAnswers {
    // Ready to be sent: every refusal has them, too.
    private static final Map<CharSequence, CharSequence> FOR_BROWSERS = Map.of(
            HttpHeaders.createOptimized("X-Content-Type-Options"),
            HttpHeaders.createOptimized("nosniff"),
            HttpHeaders.createOptimized("Content-Security-Policy"),
            HttpHeaders.createOptimized("default-src 'none'; frame-ancestors 'none'"),
            HttpHeaders.createOptimized("Cross-Origin-Resource-Policy"),
            HttpHeaders.createOptimized("same-origin"),
            HttpHeaders.createOptimized("Referrer-Policy"),
            HttpHeaders.createOptimized("no-referrer"),
            HttpHeaders.CACHE_CONTROL,
            HttpHeaders.createOptimized("no-store"));

    private final ErrorPages errorPages;
    private final boolean isTlsInFront;

    EarlyAnswers(ErrorPages errorPages, HttpSettings settings) {
        this.errorPages = errorPages;
        this.isTlsInFront = settings.tlsInFront();
    }

    /** A browser must not sniff, frame, run or cache an answer, nor come back in clear text. For every answer. */
    void secure(RoutingContext context) {
        HttpServerResponse response = context.response();
        FOR_BROWSERS.forEach(response::putHeader);
        if (isTlsInFront || context.request().isSSL()) {
            response.putHeader("Strict-Transport-Security", "max-age=31536000");
        }
    }

    /** Answers a program with a problem, and a person with a page. */
    void problem(RoutingContext context, ProblemDetail problem) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        problem.headers().forEach(response::putHeader);
        Optional<ErrorPages.Page> page = errorPages.of(context, problem);
        end(
                context,
                problem.status(),
                page.isPresent() ? ErrorPages.Page.MEDIA_TYPE : ProblemDetail.MEDIA_TYPE,
                Buffer.buffer(page.map(ErrorPages.Page::html).orElseGet(problem::json)));
    }

    /** Answers with a JSON document. */
    static void json(RoutingContext context, int status, String json) {
        end(context, status, "application/json; charset=UTF-8", Buffer.buffer(json));
    }

    private static void end(RoutingContext context, int status, String mediaType, Buffer body) {
        HttpServerResponse response = context.response();
        if (response.closed()) {
            return;
        }
        response.setStatusCode(status).putHeader(HttpHeaders.CONTENT_TYPE, mediaType);
        // A long rest of the request will not be read. HTTP/2 ends the stream, and forbids the header.
        HttpServerRequest request = context.request();
        boolean isUnread = !request.isEnded() && StatedBody.isThere(request);
        if (isUnread && request.version() != HttpVersion.HTTP_2 && !Connections.isShort(request)) {
            response.putHeader(HttpHeaders.CONNECTION, "close");
        }
        response.end(body);
    }
}
