package dev.docket.console;

import dev.docket.access.Caller;
import dev.docket.access.Sender;
import dev.docket.api.body.Body;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.console.edit.Drafts;
import dev.docket.console.edit.EditPage;
import dev.docket.console.edit.Sent;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Texts;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Semaphore;
import java.util.function.Function;
import java.util.function.Supplier;

/** Lets authors write in the policy that decides. Drafts stay in their browsers until they are proposed. */
@Path("/console/edit")
@NonBlocking
public class EditPages {
    private final Drafts drafts;
    private final Pages pages;
    private final Pools pools;
    private final RecordReader reader = new RecordReader();
    // Compiling and replaying take every processor for seconds: decisions come first.
    private final Semaphore heavy = new Semaphore(1);

    public EditPages(Drafts drafts, Pages pages, Pools pools) {
        this.drafts = drafts;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public Response editor(
            @QueryParam("file") @DefaultValue("") String file,
            @QueryParam("line") @DefaultValue("") String line,
            @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean mayPropose = asked.caller() instanceof Caller.Named && pages.may(asked.caller(), "proposeInConsole");
        return pages.page(
                asked,
                Texts.of("edit_title"),
                EditPage.of(file, line, mayPropose).html());
    }

    @GET
    @Path("/policy")
    public CompletionStage<Response> policy(@Context RoutingContext context) {
        Asked asked = Asked.of(context);
        return pools.reading()
                .call(() -> Pages.answer(
                        asked, MediaType.APPLICATION_JSON, drafts.text().orElseThrow(EditPages::notKept)));
    }

    @POST
    @Path("/check")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> check(@Context HttpHeaders headers, InputStream body) {
        return with(headers, body, sent -> json(sent.isHeavy() ? alone(() -> drafts.check(sent)) : drafts.check(sent)));
    }

    /** What recorded orders would have been decided otherwise, as a part of a page. */
    @POST
    @Path("/effect")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> effect(@Context HttpHeaders headers, InputStream body) {
        return with(headers, body, sent -> json(alone(() -> drafts.effect(sent))));
    }

    @POST
    @Path("/change")
    @Consumes(MediaType.APPLICATION_JSON)
    public CompletionStage<Response> propose(@Context HttpHeaders headers, InputStream body) {
        Sender sender = CurrentCall.sender();
        return with(headers, body, sent -> json(alone(() -> drafts.propose(sent, sender))));
    }

    private CompletionStage<Response> with(HttpHeaders headers, InputStream body, Function<Sent, Response> answer) {
        return pools.reading().call(() -> {
            byte[] document = Body.read(body, headers, MediaType.APPLICATION_JSON, Sent.MOST_BYTES);
            return switch (reader.json(Sent.class, document)) {
                case Reading.Valid<Sent> valid -> answer.apply(valid.value());
                case Reading.Invalid<Sent> invalid ->
                    throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
            };
        });
    }

    private <T> T alone(Supplier<T> work) {
        if (!heavy.tryAcquire()) {
            throw new RefusedException(Problems.busy("Another draft is being checked or replayed."));
        }
        try {
            return work.get();
        } finally {
            heavy.release();
        }
    }

    private static Response json(byte[] document) {
        return Response.ok(document, MediaType.APPLICATION_JSON).build();
    }

    private static RefusedException notKept() {
        return new RefusedException(Problems.unknown("policy", "that decides now"));
    }
}
