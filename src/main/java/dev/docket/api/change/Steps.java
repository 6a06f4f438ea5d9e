package dev.docket.api.change;

import dev.docket.access.Sender;
import dev.docket.api.body.Body;
import dev.docket.api.load.CurrentCall;
import dev.docket.api.load.Pools;
import dev.docket.api.problem.ProblemDetail;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Function;

/** Takes the steps that callers ask for, off the event loop. */
final class Steps {
    private final Pools pools;
    private final int mostBytes;
    private final RecordReader reader = new RecordReader();

    /** @param mostBytes of a body */
    Steps(Pools pools, int mostBytes) {
        this.pools = pools;
        this.mostBytes = mostBytes;
    }

    /** A step without a body. */
    CompletionStage<Response> take(Function<Sender, Response> step) {
        Sender sender = CurrentCall.sender();
        return pools.reading().call(() -> step.apply(sender));
    }

    /** A step that a body describes; answers 400 to any other body. */
    <T extends Record> CompletionStage<Response> take(
            Class<T> type, HttpHeaders headers, InputStream body, BiFunction<T, Sender, Response> step) {
        return take(sender -> {
            byte[] document = Body.read(body, headers, MediaType.APPLICATION_JSON, mostBytes);
            return switch (reader.json(type, document)) {
                case Reading.Valid<T> valid -> step.apply(valid.value(), sender);
                case Reading.Invalid<T> invalid ->
                    ProblemDetail.invalid(invalid.problems()).response();
            };
        });
    }
}
