package dev.docket.console;

import dev.docket.access.Sender;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.console.shell.Pages;
import dev.docket.console.shell.Pages.Asked;
import dev.docket.console.shell.Patience;
import dev.docket.console.shell.Texts;
import dev.docket.console.work.RecordWork;
import dev.docket.console.work.ShareWork;
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
import java.util.function.Function;

/** Shows what waits for a person, and records what became of it. */
@Path("/console/work")
@NonBlocking
public class WorkPages {
    private final Work work;
    private final RecordWork recording;
    private final ShareWork sharing;
    private final Pages pages;
    private final Pools pools;

    public WorkPages(Work work, RecordWork recording, ShareWork sharing, Pages pages, Pools pools) {
        this.work = work;
        this.sharing = sharing;
        this.recording = recording;
        this.pages = pages;
        this.pools = pools;
    }

    @GET
    public CompletionStage<Response> list(
            @QueryParam("queue") @DefaultValue("") String queue,
            @QueryParam("whose") @DefaultValue("") String whose,
            @Context RoutingContext context) {
        Asked asked = Asked.of(context);
        Work.May may = Work.May.of(CurrentCall.sender().caller(), operation -> pages.may(asked.caller(), operation));
        return Patience.with(
                pools.reading(), () -> pages.page(asked, Texts.of("work_title"), work.html(queue, whose, may)));
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

    /** Claims, returns or notes. */
    @POST
    @Path("/claims")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> claims(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        return share(sender -> sharing.claims(form, sender), context);
    }

    /** Gives decisions to somebody, or to nobody. */
    @POST
    @Path("/assignments")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    public CompletionStage<Response> assignments(MultivaluedMap<String, String> form, @Context RoutingContext context) {
        return share(sender -> sharing.assignments(form, sender), context);
    }

    private CompletionStage<Response> share(Function<Sender, String> share, RoutingContext context) {
        Asked asked = Asked.of(context);
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> pages.page(asked, Texts.of("work_done_title"), share.apply(sender)));
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
