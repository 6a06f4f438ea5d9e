package dev.docket.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Optional;

/**
 * How far a receiver is, as it is kept.
 *
 * @param after the cursor of the last record that it has, or that is not for it
 * @param retrying the event after that, if the receiver did not take it
 * @param halt why nothing is sent, if so
 * @param granted the number of the last wish that was granted
 */
public record Progress(String after, Optional<Retrying> retrying, Optional<Halt> halt, long granted) {
    private static final ObjectMapper JSON = new ObjectMapper();

    Progress sent(String cursor) {
        return new Progress(cursor, Optional.empty(), halt, granted);
    }

    Progress retrying(Retrying event) {
        return new Progress(after, Optional.of(event), halt, granted);
    }

    Progress halted(Halt why) {
        return new Progress(after, retrying, Optional.of(why), granted);
    }

    Progress goingOn() {
        return new Progress(after, retrying, Optional.empty(), granted);
    }

    Progress granting(long wish) {
        return new Progress(after, retrying, halt, wish);
    }

    byte[] json() {
        JsonWriter json = new JsonWriter(512)
                .beginObject()
                .field("after", after)
                .field("granted", granted)
                .field("halt", halt.orElse(null));
        retrying.ifPresent(event -> json.name("retrying")
                .beginObject()
                .field("event", event.event())
                .field("attempts", event.attempts())
                .field("since", event.since())
                .field("next", event.next())
                .field("because", event.because())
                .endObject());
        return json.endObject().bytes();
    }

    static Progress read(byte[] document) {
        JsonNode json = tree(document);
        return new Progress(
                json.path("after").asText(),
                Optional.of(json.path("retrying"))
                        .filter(JsonNode::isObject)
                        .map(event -> new Retrying(
                                event.path("event").asText(),
                                event.path("attempts").asInt(),
                                Instant.parse(event.path("since").asText()),
                                Instant.parse(event.path("next").asText()),
                                event.path("because").asText())),
                Optional.of(json.path("halt")).filter(JsonNode::isTextual).map(halt -> Halt.valueOf(halt.asText())),
                json.path("granted").asLong());
    }

    static JsonNode tree(byte[] document) {
        try {
            return JSON.readTree(document);
        } catch (IOException damaged) {
            throw new UncheckedIOException("what is kept of a webhook is not JSON", damaged);
        }
    }
}
