package dev.docket.service.webhook;

import com.fasterxml.jackson.databind.JsonNode;
import dev.docket.json.JsonWriter;
import java.util.ArrayList;
import java.util.List;

/**
 * What somebody wants of a webhook. Whichever service is asked writes it down; the one that sends grants it within seconds, once.
 *
 * @param number grows with each of a webhook
 * @param event of which event; empty for all
 * @param caller who wants it
 */
record Wish(long number, Kind kind, String event, String caller) {
    /** So many may wait; the service that sends grants them within seconds. */
    static final int MOST_WAITING = 1_000;

    /** What is wanted. */
    enum Kind {
        /** Try again: an event of the dead list, or all of them and whatever is held up. */
        RETRY,
        /** Go on without the event that holds up the others. */
        SKIP
    }

    static byte[] json(List<Wish> wishes) {
        JsonWriter json = new JsonWriter(256).beginObject().name("wishes").beginArray();
        for (Wish wish : wishes) {
            json.beginObject()
                    .field("number", wish.number())
                    .field("kind", wish.kind())
                    .field("event", wish.event())
                    .field("caller", wish.caller())
                    .endObject();
        }
        return json.endArray().endObject().bytes();
    }

    static List<Wish> read(byte[] document) {
        List<Wish> wishes = new ArrayList<>();
        for (JsonNode wish : Progress.tree(document).path("wishes")) {
            wishes.add(new Wish(
                    wish.path("number").asLong(),
                    Kind.valueOf(wish.path("kind").asText()),
                    wish.path("event").asText(),
                    wish.path("caller").asText()));
        }
        return wishes;
    }
}
