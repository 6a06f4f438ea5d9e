package dev.docket.api.edge;

import dev.docket.api.problem.ErrorMapper;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jspecify.annotations.Nullable;

/**
 * Makes sure that a request goes to the operation that the gate let it in for. The framework finds resources by rules of its
 * own, and a path that it read in another way would open what the caller may not do.
 */
public final class SamePath {
    /** Where the framework notes the path of the resource that it found. */
    private static final String FOUND = "UrlPathTemplate";

    private static final String VARIABLE = "\\{[^}]*}";

    private final Operations operations;

    SamePath(ApiContract contract) {
        this.operations = contract.operations();
    }

    /** Answers as if nothing were there, unless both read the same path. */
    @ServerRequestFilter
    public @Nullable Response refuse(RoutingContext context) {
        Operations.Template meant = Gate.templateOf(context);
        Context own = Vertx.currentContext();
        String found = own == null ? null : own.getLocal(FOUND);
        boolean isSame = found != null
                && (meant == null ? !operations.isListed(found) : plain(found).equals(plain(meant.path())));
        return isSame ? null : ErrorMapper.problem(404).response();
    }

    /** Without the names of variables. */
    static String plain(String template) {
        return template.replaceAll(VARIABLE, "{}");
    }
}
