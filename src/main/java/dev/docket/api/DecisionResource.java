package dev.docket.api;

import dev.docket.decision.TraceLevel;
import dev.docket.json.Reading;
import dev.docket.service.DecideOrder;
import dev.docket.service.Outcome;
import dev.docket.service.ReadDecision;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** Decides one order, and tells recorded decisions. */
@Path("/v1/decisions")
@Produces(MediaType.APPLICATION_JSON)
public class DecisionResource {
    private final RequestReader reader;
    private final DecideOrder decideOrder;
    private final ReadDecision readDecision;
    private final HttpSettings settings;
    private final Callers callers;
    private final Workers workers;

    public DecisionResource(
            RequestReader reader,
            DecideOrder decideOrder,
            ReadDecision readDecision,
            HttpSettings settings,
            Callers callers,
            Workers workers) {
        this.reader = reader;
        this.decideOrder = decideOrder;
        this.readDecision = readDecision;
        this.settings = settings;
        this.callers = callers;
        this.workers = workers;
    }

    /**
     * Decides on a worker thread, which does not wait for the disk: the journal completes the answer. Unless it is large,
     * the body is there by then: a worker that waited for the bytes would contend with the event loop for each of them.
     */
    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> decide(
            @QueryParam("trace") @Nullable String trace, @Context HttpHeaders headers, InputStream body) {
        TraceLevel level = TraceParameter.of(trace);
        return workers.call(() -> decideOrder.decide(request(headers, body), level, callers.of(headers)))
                .thenCompose(recorded -> recorded)
                .thenApply(DecisionResource::response);
    }

    @POST
    @Path("/dry-run")
    @Consumes(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<Response> dryRun(
            @QueryParam("trace") @Nullable String trace, @Context HttpHeaders headers, InputStream body) {
        TraceLevel level = TraceParameter.of(trace);
        return workers.call(
                () -> json(decideOrder.dryRun(request(headers, body), level)).build());
    }

    @GET
    @Path("/{decisionId}")
    @Blocking
    public Response read(@PathParam("decisionId") String decisionId, @QueryParam("trace") @Nullable String trace) {
        ReadDecision.Found found = readDecision
                .byId(decisionId, TraceParameter.of(trace))
                .orElseThrow(() -> new RefusedException(Problems.unknown("decision", decisionId)));
        return switch (found) {
            case ReadDecision.Found.Told told -> json(told.answer()).build();
            case ReadDecision.Found.BundleNotLoaded missing ->
                Problems.bundleNotLoaded(missing.digest(), missing.because()).response();
            case ReadDecision.Found.Masked masked ->
                Problems.masked(masked.paths()).response();
            case ReadDecision.Found.Retired retired ->
                Problems.retired(retired.decisionId()).response();
        };
    }

    private Request request(HttpHeaders headers, InputStream body) {
        byte[] content = Body.read(body, headers, MediaType.APPLICATION_JSON, settings.bodyBytes());
        return switch (reader.read(content)) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private static Response response(Outcome outcome) {
        return switch (outcome) {
            case Outcome.New decided ->
                json(decided.answer())
                        .status(Response.Status.CREATED)
                        .header(HttpHeaders.LOCATION, "/v1/decisions/" + decided.decisionId())
                        .build();
            case Outcome.Duplicate duplicate -> json(duplicate.answer()).build();
            case Outcome.Conflict conflict -> Problems.conflict(conflict).response();
            case Outcome.Retired retired ->
                Problems.retired(retired.decisionId()).response();
            case Outcome.Unavailable unavailable ->
                Problems.unavailable(unavailable.because()).retryLater();
        };
    }

    private static Response.ResponseBuilder json(byte[] document) {
        return Response.ok(document, MediaType.APPLICATION_JSON_TYPE);
    }
}
