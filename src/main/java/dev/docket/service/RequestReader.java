package dev.docket.service;

import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;
import java.time.Duration;

/** Reads a request into all its problems, or the order with its digest. */
public final class RequestReader {
    private final RecordReader reader;
    private final DecisionMeter meter;

    /** Counts nothing. */
    public RequestReader(RecordReader reader) {
        this(reader, DecisionMeter.NONE);
    }

    /** @param meter counts the requests that are not valid */
    public RequestReader(RecordReader reader, DecisionMeter meter) {
        this.reader = reader;
        this.meter = meter;
    }

    public Reading<Request> read(byte[] content) {
        long began = System.nanoTime();
        Reading<Request> read = reader.json(OrderSnapshot.class, content)
                .map(snapshot -> new Request(snapshot, content, CanonicalJson.digest(snapshot)));
        meter.took(DecisionMeter.Phase.READ, Duration.ofNanos(System.nanoTime() - began));
        if (read instanceof Reading.Invalid<Request>) {
            meter.refused();
        }
        return read;
    }

    /** Reads the order of a recorded request, which was validated when it was received. */
    public Reading<OrderSnapshot> readAgain(byte[] recorded) {
        return reader.jsonAgain(OrderSnapshot.class, recorded);
    }
}
