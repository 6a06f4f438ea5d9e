package dev.docket.console;

import dev.docket.api.edge.ErrorPages;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.console.shell.Failures;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/** Shows readers a page where a resource refused, or failed. */
public class ProblemPages {
    private final Failures failures;

    ProblemPages(Failures failures) {
        this.failures = failures;
    }

    @ServerResponseFilter
    public void show(ContainerResponseContext response, RoutingContext context) {
        boolean isProblem = response.getMediaType() != null
                && response.getMediaType().toString().startsWith(ProblemDetail.MEDIA_TYPE);
        if (isProblem && Failures.isForPeople(context) && response.getEntity() instanceof byte[] problem) {
            ErrorPages.Page page = failures.page(context, problem);
            response.getHeaders().put(HttpHeaders.CONTENT_TYPE, List.<Object>of(ErrorPages.Page.MEDIA_TYPE));
            response.getHeaders().remove(HttpHeaders.WWW_AUTHENTICATE);
            response.setEntity(page.html());
        }
    }
}
