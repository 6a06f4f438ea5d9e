package dev.docket.service;

import dev.docket.json.CanonicalJson;
import dev.docket.json.Problem;
import dev.docket.json.read.DeclaredAttributes;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.attribute.AttributeCatalogue;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Reads a request into all its problems, or the order with its digest. */
public final class RequestReader {
    private final RecordReader reader;
    private final DecisionMeter meter;
    private final @Nullable Supplier<AttributeCatalogue> declared;

    /** Counts nothing, and lets every attribute pass: for requests that were recorded. */
    public RequestReader(RecordReader reader) {
        this(reader, DecisionMeter.NONE, null);
    }

    /**
     * Counts nothing.
     *
     * @param declared the attributes that an order may have
     */
    public RequestReader(RecordReader reader, Supplier<AttributeCatalogue> declared) {
        this(reader, DecisionMeter.NONE, declared);
    }

    /**
     * Reads what callers send.
     *
     * @param meter counts the requests that are not valid
     * @param declared the attributes that an order may have, as the active policy declares them; null to let all pass
     */
    public RequestReader(RecordReader reader, DecisionMeter meter, @Nullable Supplier<AttributeCatalogue> declared) {
        this.reader = reader;
        this.meter = meter;
        this.declared = declared;
    }

    public Reading<Request> read(byte[] content) {
        Runnable ended = meter.begin(DecisionMeter.Phase.READ);
        Reading<Request> read = declared(reader.json(OrderSnapshot.class, content))
                .map(snapshot -> new Request(snapshot, content, CanonicalJson.digest(snapshot)));
        ended.run();
        if (read instanceof Reading.Invalid<Request>) {
            meter.refused();
        }
        return read;
    }

    private Reading<OrderSnapshot> declared(Reading<OrderSnapshot> read) {
        if (declared == null || !(read instanceof Reading.Valid<OrderSnapshot> valid)) {
            return read;
        }
        List<Problem> problems = DeclaredAttributes.problems(declared.get(), valid.value());
        return problems.isEmpty() ? read : new Reading.Invalid<>(problems);
    }

    /** Reads the order of a recorded request, which was validated when it was received. */
    public Reading<OrderSnapshot> readAgain(byte[] recorded) {
        return reader.jsonAgain(OrderSnapshot.class, recorded);
    }
}
