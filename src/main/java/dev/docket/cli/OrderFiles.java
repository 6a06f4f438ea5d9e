package dev.docket.cli;

import dev.docket.decision.rule.TraceLevel;
import dev.docket.json.JsonWriter;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.DecideOffline;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.List;
import java.util.Optional;
import java.util.function.LongConsumer;

/** Decides files of orders and writes one line per order. */
final class OrderFiles {
    private final RequestReader reader;
    private final DecideOffline decide;
    private final TraceLevel level;
    private final OutputStream answers;
    private long refused;

    OrderFiles(RequestReader reader, DecideOffline decide, TraceLevel level, OutputStream answers) {
        this.reader = reader;
        this.decide = decide;
        this.level = level;
        this.answers = answers;
    }

    /** @param progress receives the size in bytes of each order read */
    void decide(InputStream file, String name, LongConsumer progress) throws IOException {
        try (OrderDocuments documents = new OrderDocuments(file)) {
            for (Optional<OrderDocuments.Document> next = documents.next(); next.isPresent(); next = documents.next()) {
                OrderDocuments.Document document = next.get();
                answers.write(answer(name, document));
                answers.write('\n');
                progress.accept(document.bytes().length);
            }
        }
    }

    /** The number of orders that were not decided. */
    long refused() {
        return refused;
    }

    private byte[] answer(String name, OrderDocuments.Document document) {
        return switch (reader.read(document.bytes())) {
            case Reading.Valid<Request> valid -> decide.decide(valid.value(), level);
            case Reading.Invalid<Request> invalid -> {
                refused++;
                yield problem(name, document.line(), invalid.problems());
            }
        };
    }

    /** The same error line as in a batch over HTTP, plus the file. */
    private static byte[] problem(String name, long line, List<Problem> errors) {
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("file", name)
                .field("line", line)
                .name("problem")
                .beginObject()
                .field("type", "urn:docket:problem:invalid-request")
                .field("title", "The request is not valid")
                .field("code", "invalid-request");
        Problem.write(json.name("errors"), errors);
        return json.endObject().endObject().bytes();
    }
}
