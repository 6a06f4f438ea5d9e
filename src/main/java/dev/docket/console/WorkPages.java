package dev.docket.console;

import dev.docket.access.Sender;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Texts;
import dev.docket.console.work.RecordWork;
import dev.docket.console.work.Work;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.concurrent.CompletionStage;

/** Shows what waits for a person, and records what became of it. */
@Path("/console/work")
@NonBlocking
public class WorkPages {
    private final Work work;
    private final RecordWork recording;
    private final Pages pages;
    private final Pools pools;

    public WorkPages(Work work, RecordWork recording, Pages pages, Pools pools) {
        this.work = work;
        this.recording = recording;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public CompletionStage<Response> list(
            @QueryParam("queue") @DefaultValue("") String queue, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        Work.May may =
                new Work.May(pages.may(asked.caller(), "recordOutcomes"), pages.may(asked.caller(), "recordOverrides"));
        return pools.reading().call(() -> pages.page(asked, Texts.of("work_title"), work.html(queue, may)));
    }

    /** Shows what would be recorded. */
    @POST
    @Path("/preview")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> preview(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        boolean mayOverride = pages.may(asked.caller(), "recordOverrides");
        return pools.reading()
                .call(() -> pages.page(asked, Texts.of("work_preview_title"), recording.preview(form, mayOverride)));
    }

    /** Records what was recommended, or what a review leaves to a person. */
    @POST
    @Path("/outcomes")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> outcomes(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        return record(form, false, context);
    }

    /** Records anything, also against the recommendation. */
    @POST
    @Path("/overrides")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> overrides(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        return record(form, true, context);
    }

    private CompletionStage<Response> record(
            MultivaluedMap<String, String> form, boolean mayOverride, RoutingContext context) {
        Asked asked = Asked.of(context);
        Sender sender = CurrentCall.sender();
        return pools.reading()
                .call(() ->
                        pages.page(asked, Texts.of("work_done_title"), recording.record(form, mayOverride, sender)));
    }
}
