package dev.docket.api.body;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/** What the head of a request says about its body, before any of it was read. */
public final class StatedBody {
    private StatedBody() {}

    /** How long it is to be, as it is sent, in bytes; negative if that is not stated. */
    public static long bytes(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length != null && length.matches("\\d{1,18}") ? Long.parseLong(length) : -1;
    }

    /** How long it may become once it is decoded: the limit, if its length is not stated or it is compressed. */
    public static long mostBytes(HttpServerRequest request, int limit) {
        long stated = bytes(request);
        boolean isPlain = request.getHeader(HttpHeaders.CONTENT_ENCODING) == null;
        return stated >= 0 && isPlain ? Math.min(stated, limit) : limit;
    }

    /** Whether there may be one. */
    public static boolean isThere(HttpServerRequest request) {
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        boolean mayFollow =
                request.version() == HttpVersion.HTTP_2 || request.getHeader(HttpHeaders.TRANSFER_ENCODING) != null;
        return length == null ? mayFollow : !length.equals("0");
    }
}
