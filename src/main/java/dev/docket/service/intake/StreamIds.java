package dev.docket.service.intake;

import dev.docket.json.Echo;
import dev.docket.json.Problem;
import dev.docket.json.read.Reading;
import dev.docket.service.Received;
import java.util.List;

/**
 * The request ids that the service itself gives to orders from Kafka. They can be computed beforehand, so nobody may choose one: the order
 * that has it later would be refused as a conflict.
 */
public final class StreamIds {
    /** How the ids of CloudEvents begin. */
    public static final String OF_EVENTS = "ce:";

    /** How the ids of other records begin that have none of their own. */
    public static final String OF_PLACES = "kafka:";

    private StreamIds() {}

    /** The same request; a problem, if its sender chose such an id. */
    public static Reading<Received> refuseReserved(Reading<Received> read) {
        if (!(read instanceof Reading.Valid<Received> valid)) {
            return read;
        }
        String requestId = valid.value().request().snapshot().requestId();
        if (!requestId.startsWith(OF_EVENTS) && !requestId.startsWith(OF_PLACES)) {
            return read;
        }
        try (Received refused = valid.value()) {
            return new Reading.Invalid<>(List.of(new Problem(
                    "requestId",
                    "reserved-id",
                    "begins with '%s' or '%s', as only ids of orders from Kafka do: choose another one"
                            .formatted(OF_EVENTS, OF_PLACES),
                    Echo.of(refused.request().snapshot().requestId()),
                    0)));
        }
    }
}
