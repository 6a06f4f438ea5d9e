package dev.docket.api.edge;

import dev.docket.api.problem.ProblemDetail;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/** What people see in a browser where programs get a problem. */
public interface ErrorPages {
    /** The page for a request that was refused before anything else saw it; empty if a program sent it. */
    Optional<Page> of(RoutingContext context, ProblemDetail problem);

    /** A page; its policy is set on the response. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way out; never compared
    record Page(byte[] html) {
        public static final String MEDIA_TYPE = "text/html;charset=UTF-8";
    }
}
