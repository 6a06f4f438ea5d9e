package dev.docket.service;

import dev.docket.json.CanonicalJson;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.order.OrderSnapshot;

/** Reads a request into all its problems, or the order with its digest. */
public final class RequestReader {
    private final RecordReader reader;

    public RequestReader(RecordReader reader) {
        this.reader = reader;
    }

    public Reading<Request> read(byte[] content) {
        return reader.json(OrderSnapshot.class, content)
                .map(snapshot -> new Request(snapshot, content, CanonicalJson.digest(snapshot)));
    }

    /** Reads the order of a recorded request, which was validated when it was received. */
    public Reading<OrderSnapshot> readAgain(byte[] recorded) {
        return reader.jsonAgain(OrderSnapshot.class, recorded);
    }
}
