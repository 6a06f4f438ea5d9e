package dev.docket.api;

import dev.docket.api.body.Body;
import dev.docket.api.edge.HttpSettings;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.api.problem.RefusedException;
import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import io.smallrye.common.annotation.NonBlocking;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;

/** Reads, validates and gives back: the yardstick that deciding is measured against. Off unless asked for. */
@Path("/bench/echo")
public class EchoResource {
    private final RequestReader reader;
    private final HttpSettings settings;
    private final Pools pools;

    public EchoResource(RequestReader reader, HttpSettings settings, Pools pools) {
        this.reader = reader;
        this.settings = settings;
        this.pools = pools;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Produces(MediaType.APPLICATION_JSON)
    @NonBlocking
    public CompletionStage<byte[]> echo(@Context HttpHeaders headers, InputStream body) {
        if (!settings.echo()) {
            throw new NotFoundException();
        }
        return pools.deciding().call(() -> echoed(headers, body));
    }

    private byte[] echoed(HttpHeaders headers, InputStream body) {
        byte[] content = Body.read(body, headers, MediaType.APPLICATION_JSON, settings.bodyBytes());
        return switch (reader.read(content)) {
            case Reading.Valid<Request> valid -> CanonicalJson.of(valid.value().snapshot());
            case Reading.Invalid<Request> invalid ->
                throw new RefusedException(ProblemDetail.invalid(invalid.problems()));
        };
    }
}
