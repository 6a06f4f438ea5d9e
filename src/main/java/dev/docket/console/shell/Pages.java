package dev.docket.console.shell;

import dev.docket.access.Caller;
import dev.docket.access.Permissions;
import dev.docket.api.access.Authorization;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;

/** Answers with pages. */
public final class Pages {
    public static final String HTML = "text/html;charset=UTF-8";

    public static final String POLICY_NAME = "Content-Security-Policy";

    /** Nothing from elsewhere, and neither script nor style in the page itself. */
    public static final String POLICY = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self';"
            + " connect-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

    private final Permissions permissions;
    private final boolean isNameRequired;

    /** @param isNameRequired whether those who do not say who they are see nothing */
    public Pages(Permissions permissions, boolean isNameRequired) {
        this.permissions = permissions;
        this.isNameRequired = isNameRequired;
    }

    /** Whether the reader may ask for an operation. */
    public boolean may(Caller caller, String operation) {
        return (!isNameRequired || caller instanceof Caller.Named || permissions.isOpen(operation))
                && permissions.of(operation, caller) instanceof Permissions.Verdict.Allowed;
    }

    /** A page in its frame. */
    public Response page(Asked asked, String title, String content) {
        return answer(asked, HTML, framed(asked, title, content));
    }

    /** Who asks for what; taken down on the event loop. */
    public record Asked(Caller caller, String path, boolean takesZipped) {
        public static Asked of(RoutingContext context) {
            HttpServerRequest request = context.request();
            // In place of the gate's: a browser that gets two policies obeys both.
            context.response().putHeader(POLICY_NAME, POLICY);
            // With the gate's "no-referrer" browsers send forms with the origin "null", which is refused as another
            // site's.
            context.response().putHeader("Referrer-Policy", "same-origin");
            String codings = request.getHeader("Accept-Encoding");
            return new Asked(
                    Authorization.callerOf(context), request.path(), codings != null && codings.contains("gzip"));
        }
    }

    byte[] framed(Asked asked, String title, String content) {
        return Frame.around(content, title, asked.path(), asked.caller(), operation -> may(asked.caller(), operation))
                .getBytes(StandardCharsets.UTF_8);
    }

    /** A document of its own, as small as the reader takes it. */
    public static Response answer(Asked asked, String mediaType, byte[] document) {
        Response.ResponseBuilder response = Response.ok().type(mediaType).header("Vary", "Accept-Encoding");
        return asked.takesZipped()
                ? response.entity(Assets.zipped(document))
                        .header("Content-Encoding", "gzip")
                        .build()
                : response.entity(document).build();
    }

    /** A file that pages name. */
    public static Response asset(RoutingContext context, Assets.Asset asset) {
        Asked asked = Asked.of(context);
        context.response().putHeader("Cache-Control", "public, max-age=31536000, immutable");
        Response.ResponseBuilder response =
                Response.ok().type(asset.mediaType()).header("Vary", "Accept-Encoding");
        return asked.takesZipped()
                ? response.entity(asset.zipped())
                        .header("Content-Encoding", "gzip")
                        .build()
                : response.entity(asset.content()).build();
    }
}
