package dev.docket.api;

import dev.docket.api.body.AnswerStream;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.JsonWriter;
import dev.docket.json.read.Reading;
import dev.docket.service.TooSlowException;
import dev.docket.service.search.DecisionQuery;
import dev.docket.service.search.DecisionSummary;
import dev.docket.service.search.FindDecisions;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletionStage;

/** Searches recorded decisions: a page as JSON, or every one that matches as NDJSON or CSV. */
@Path("/v1/decisions")
public class SearchResource {
    private final FindDecisions find;
    private final Pools pools;

    public SearchResource(FindDecisions find, Pools pools) {
        this.find = find;
        this.pools = pools;
    }

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<byte[]> page(@Context UriInfo uri) {
        DecisionQuery query = query(uri);
        return pools.reading().call(() -> TooSlowException.reading(() -> page(query)));
    }

    private byte[] page(DecisionQuery query) {
        FindDecisions.Page page = find.page(query);
        JsonWriter json = new JsonWriter(16_384).beginObject().name("decisions").beginArray();
        page.decisions().forEach(decision -> json.json(decision.json()));
        return json.endArray()
                .field("hasMore", page.hasMore())
                .field("next", page.next().orElse(null))
                .endObject()
                .bytes();
    }

    @GET
    @Path("/export.ndjson")
    @Produces(BatchResource.NDJSON)
    @Blocking
    public StreamingOutput ndjson(@Context UriInfo uri) {
        DecisionQuery query = query(uri);
        return answer -> {
            OutputStream out = new AnswerStream(answer);
            find.each(
                    query,
                    decision -> unchecked(() -> {
                        out.write(decision.json());
                        out.write('\n');
                    }));
        };
    }

    @GET
    @Path("/export.csv")
    @Produces("text/csv")
    @Blocking
    public StreamingOutput csv(@Context UriInfo uri) {
        DecisionQuery query = query(uri);
        return answer -> {
            var writer = new BufferedWriter(new OutputStreamWriter(new AnswerStream(answer), StandardCharsets.UTF_8));
            writer.write(Csv.row(DecisionSummary.COLUMNS));
            find.each(query, decision -> unchecked(() -> writer.write(Csv.row(decision.cells()))));
            writer.flush();
        };
    }

    private DecisionQuery query(UriInfo uri) {
        return switch (find.query(uri.getQueryParameters())) {
            case Reading.Valid<DecisionQuery> valid -> valid.value();
            case Reading.Invalid<DecisionQuery> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }

    private static void unchecked(Writing writing) {
        try {
            writing.run();
        } catch (IOException callerIsGone) {
            throw new UncheckedIOException(callerIsGone);
        }
    }

    private interface Writing {
        void run() throws IOException;
    }
}
