package dev.docket.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.json.JsonWriter;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * The dead list of a webhook, as it is kept.
 *
 * @param events in the order in which they were given up
 */
public record DeadEvents(List<DeadEvent> events) {
    /** When it has so many, events are tried on and on instead: somebody has to look at them. */
    static final int MOST = 1_000;

    public DeadEvents {
        events = List.copyOf(events);
    }

    static final DeadEvents NONE = new DeadEvents(List.of());

    boolean isFull() {
        return events.size() >= MOST;
    }

    Optional<DeadEvent> find(String event) {
        return events.stream().filter(one -> one.event().equals(event)).findFirst();
    }

    /** With one more, unless it is there already. */
    DeadEvents with(DeadEvent event) {
        List<DeadEvent> all = new ArrayList<>(without(event.event()).events);
        all.add(event);
        return new DeadEvents(all);
    }

    DeadEvents without(String event) {
        return new DeadEvents(
                events.stream().filter(one -> !one.event().equals(event)).toList());
    }

    DeadEvents change(Predicate<DeadEvent> which, UnaryOperator<DeadEvent> change) {
        return new DeadEvents(events.stream()
                .map(one -> which.test(one) ? change.apply(one) : one)
                .toList());
    }

    byte[] json() {
        JsonWriter json = new JsonWriter(1024).beginObject().name("dead").beginArray();
        for (DeadEvent one : events) {
            json.beginObject()
                    .field("event", one.event())
                    .field("stream", one.stream())
                    .field("sequence", one.sequence())
                    .field("attempts", one.attempts())
                    .field("at", one.at())
                    .field("because", one.because())
                    .field("wanted", one.isWanted())
                    .endObject();
        }
        return json.endArray().endObject().bytes();
    }

    static DeadEvents read(byte[] document) {
        List<DeadEvent> events = new ArrayList<>();
        for (JsonNode one : Progress.tree(document).path("dead")) {
            events.add(new DeadEvent(
                    one.path("event").asText(),
                    one.path("stream").asText(),
                    one.path("sequence").asLong(),
                    one.path("attempts").asInt(),
                    Instant.parse(one.path("at").asText()),
                    one.path("because").asText(),
                    one.path("wanted").asBoolean()));
        }
        return new DeadEvents(events);
    }
}
