package dev.docket.api.access;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;

/** A browser sends cookies whoever made it ask; this tells a page of this service from one of another site. */
public final class OwnPage {
    private OwnPage() {}

    /**
     * Whether a request may count on a cookie. The gate has refused foreign origins. Whoever names none may only read: in a page
     * of this service, or as the page itself.
     */
    public static boolean isAsking(RoutingContext context) {
        HttpServerRequest request = context.request();
        if (request.getHeader(HttpHeaders.ORIGIN) != null) {
            return true;
        }
        String site = request.getHeader("Sec-Fetch-Site");
        boolean isOwn = site == null || site.equals("same-origin") || site.equals("none");
        return request.method().equals(HttpMethod.GET)
                && (isOwn || "navigate".equals(request.getHeader("Sec-Fetch-Mode")));
    }
}
