package dev.docket.api.feed;

import dev.docket.access.Call;
import dev.docket.api.access.Authorization;
import dev.docket.api.edge.Drain;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.CurrentCaller;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.Problems;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.service.feed.FeedFilter;
import dev.docket.service.feed.FeedPlace;
import dev.docket.service.feed.FeedQuery;
import dev.docket.service.feed.FeedTail;
import dev.docket.service.feed.ReadFeed;
import io.smallrye.common.annotation.NonBlocking;
import io.vertx.ext.web.RoutingContext;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** What was recorded, from any point on: page by page, or as a stream of server-sent events. */
@Path("/v1/feed")
@NonBlocking
public class FeedResource {
    static final String OPERATION = "readFeed";
    static final String BATCH = "application/cloudevents-batch+json";
    static final String STREAM = "text/event-stream";
    static final String CURSOR = "Docket-Cursor";
    static final String HAS_MORE = "Docket-Has-More";

    private final ReadFeed feed;
    private final FeedTail tail;
    private final Pools pools;
    private final Authorization authorization;
    private final Drain drain;

    public FeedResource(ReadFeed feed, FeedTail tail, Pools pools, Authorization authorization, Drain drain) {
        this.feed = feed;
        this.tail = tail;
        this.pools = pools;
        this.authorization = authorization;
        this.drain = drain;
    }

    @GET
    @Produces(BATCH)
    public CompletionStage<Response> page(@Context UriInfo uri, @Context RoutingContext context) {
        FeedQuery query = query(uri, Optional.empty());
        FeedReader reader = reader(query.filter(), context);
        LongPoll poll = new LongPoll(reader, query.limit(), query.patience());
        CompletionStage<Response> answer = place(query).thenCompose(poll::from).thenApply(FeedResource::response);
        return query.patience().isZero() ? answer : answer.thenCompose(page -> ifStillAllowed(reader, page));
    }

    /** A key may have been revoked while its holder waited. */
    private static CompletionStage<Response> ifStillAllowed(FeedReader reader, Response page) {
        return reader.refusal().get().thenApply(refusal -> refusal.map(ProblemDetail::response)
                .orElse(page));
    }

    @GET
    @Produces(STREAM + ";qs=0.5")
    public CompletionStage<Response> stream(
            @Context UriInfo uri,
            @HeaderParam("Last-Event-ID") @Nullable String lastEventId,
            @Context RoutingContext context) {
        FeedQuery query = query(uri, Optional.ofNullable(lastEventId).filter(id -> !id.isEmpty()));
        FeedReader reader = reader(query.filter(), context);
        return place(query).thenApply(place -> Response.ok(new FeedStream(reader, place), STREAM)
                // Proxies in front collect answers otherwise, until they are worth passing on.
                .header("X-Accel-Buffering", "no")
                .build());
    }

    private static FeedQuery query(UriInfo uri, Optional<String> lastEventId) {
        return switch (FeedQuery.parse(uri.getQueryParameters(), lastEventId)) {
            case Reading.Valid<FeedQuery> valid -> valid.value();
            case Reading.Invalid<FeedQuery> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private CompletionStage<FeedPlace> place(FeedQuery query) {
        return pools.reading().call(() -> feed.place(query.start())
                .orElseThrow(() -> new RefusedException(Problems.foreignCursor())));
    }

    private FeedReader reader(FeedFilter filter, RoutingContext context) {
        var own = context.vertx().getOrCreateContext();
        Executor loop = task -> own.runOnContext(ignored -> task.run());
        Call call = CurrentCall.sender().call().orElseThrow();
        return new FeedReader(
                feed,
                tail,
                pools.reading(),
                CurrentCaller.get(),
                filter,
                () -> drain.isLeaving() || context.response().closed(),
                () -> refusal(context, loop, call));
    }

    /** Credentials are looked at on the event loop. */
    private CompletionStage<Optional<ProblemDetail>> refusal(RoutingContext context, Executor loop, Call call) {
        CompletableFuture<Optional<ProblemDetail>> answer = new CompletableFuture<>();
        loop.execute(() -> {
            try {
                authorization.refusalNow(context, OPERATION, call).whenComplete((refusal, failure) -> {
                    if (failure == null) {
                        answer.complete(refusal);
                    } else {
                        answer.completeExceptionally(failure);
                    }
                });
            } catch (RuntimeException defect) {
                // Whoever waits for it must hear of it: who cannot be checked may not go on.
                answer.completeExceptionally(defect);
            }
        });
        return answer;
    }

    private static Response response(ReadFeed.Page page) {
        JsonWriter json = new JsonWriter(16_384).beginArray();
        page.events().forEach(event -> json.json(event.json()));
        return Response.ok(json.endArray().bytes(), BATCH)
                .header(CURSOR, page.place().text())
                .header(HAS_MORE, page.hasMore())
                .build();
    }
}
