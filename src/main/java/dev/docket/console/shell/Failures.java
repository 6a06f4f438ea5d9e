package dev.docket.console.shell;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.api.edge.ErrorPages;
import dev.docket.api.oidc.Login;
import dev.docket.api.problem.ProblemDetail;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Pages in place of problems, for readers of the console. */
public final class Failures implements ErrorPages {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Pages pages;
    private final Login login;

    public Failures(Pages pages, Login login) {
        this.pages = pages;
        this.login = login;
    }

    @Override
    public Optional<Page> of(RoutingContext context, ProblemDetail problem) {
        return isForPeople(context) ? Optional.of(page(context, problem.json())) : Optional.empty();
    }

    /** Whether a page is expected. */
    public static boolean isForPeople(RoutingContext context) {
        String path = context.request().path();
        return path != null
                && (path.equals("/console") || path.startsWith("/console/"))
                && !path.startsWith("/console/assets/");
    }

    /** The page for a problem, as programs get it. */
    public Page page(RoutingContext context, byte[] problem) {
        JsonNode said = read(problem);
        List<String> details = new ArrayList<>();
        said.path("errors")
                .forEach(error -> details.add(error.path("path").asText().replaceFirst("^\\?", "") + " "
                        + error.path("message").asText()));
        Failure failure = Failure.of(
                said.path("code").asText(),
                said.path("title").asText(),
                said.path("detail").asText(),
                details,
                login.isOffered(),
                next(context));
        Pages.Asked asked = Pages.Asked.of(context);
        return new Page(pages.framed(asked, failure.title(), failure.html()));
    }

    private static String next(RoutingContext context) {
        return OwnPath.of(
                context.request().method().name().equals("GET")
                        ? context.request().uri()
                        : null);
    }

    private static JsonNode read(byte[] problem) {
        try {
            return JSON.readTree(problem);
        } catch (IOException noJson) {
            throw new UncheckedIOException(noJson);
        }
    }
}
