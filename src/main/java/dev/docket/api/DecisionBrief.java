package dev.docket.api;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.json.JsonWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** A decision at one glance: what to do, why, who and by when. Always less than 1,000 bytes. */
final class DecisionBrief {
    static final String MEDIA_TYPE = "application/vnd.docket.summary+json";

    private static final int MOST_BYTES = 999;
    private static final int MOST_ENTRIES = 8;
    private static final int LONGEST_ENTRY = 80;
    private static final ObjectMapper JSON = new ObjectMapper();

    private DecisionBrief() {}

    /** @param answer a whole answer */
    static byte[] of(byte[] answer) {
        JsonNode decision = read(answer);
        List<String> why = why(decision.path("exceptions"));
        List<String> actions = actions(decision.path("recommendation").path("actions"));
        int most = MOST_ENTRIES;
        byte[] brief = written(decision, first(why, most), first(actions, most));
        while (brief.length > MOST_BYTES && most > 1) {
            most--;
            brief = written(decision, first(why, most), first(actions, most));
        }
        return brief;
    }

    private static byte[] written(JsonNode decision, List<String> why, List<String> actions) {
        JsonNode recommendation = decision.path("recommendation");
        return new JsonWriter(1024)
                .beginObject()
                .field("decisionId", decision.path("decisionId").textValue())
                .field("disposition", recommendation.path("disposition").textValue())
                .field("why", why)
                .field("who", bounded(recommendation.path("queue").asText()))
                .field("dueAt", recommendation.path("slaDueAt").textValue())
                .field("actions", actions)
                .field("priority", decision.path("priority").path("class").textValue())
                .endObject()
                .bytes();
    }

    private static List<String> why(JsonNode exceptions) {
        return elements(exceptions)
                .filter(exception -> !exception.has("waivedBy"))
                .map(exception -> exception.path("code").asText() + " " + words(exception) + line(exception))
                .map(DecisionBrief::bounded)
                .distinct()
                .toList();
    }

    private static String words(JsonNode exception) {
        return exception.path("name").asText().toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    private static String line(JsonNode exception) {
        return exception.has("lineId") ? " (line " + exception.path("lineId").asText() + ")" : "";
    }

    private static List<String> actions(JsonNode actions) {
        return elements(actions)
                .filter(action -> action.path("preferred").asBoolean())
                .map(action -> bounded(action.path("type").asText()))
                .distinct()
                .toList();
    }

    private static Stream<JsonNode> elements(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false);
    }

    /** The first ones, and how many more there are. */
    private static List<String> first(List<String> all, int most) {
        if (all.size() <= most) {
            return all;
        }
        List<String> some = new ArrayList<>(all.subList(0, most));
        some.add((all.size() - most) + " more");
        return some;
    }

    private static String bounded(String text) {
        return text.codePointCount(0, text.length()) <= LONGEST_ENTRY
                ? text
                : text.substring(0, text.offsetByCodePoints(0, LONGEST_ENTRY)) + "…";
    }

    private static JsonNode read(byte[] answer) {
        try {
            return JSON.readTree(answer);
        } catch (IOException noJson) {
            throw new UncheckedIOException("an answer is no JSON", noJson);
        }
    }
}
