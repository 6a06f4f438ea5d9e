package dev.docket.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.stream.Stream;

/** Parses the service's answers. */
final class Reply {
    private static final ObjectMapper JSON = new ObjectMapper();

    private Reply() {}

    static JsonNode tree(byte[] json) {
        try {
            return JSON.readTree(json);
        } catch (IOException broken) {
            throw new UncheckedIOException("the service's answer is not JSON", broken);
        }
    }

    static Sent.Verdict verdict(JsonNode answer) {
        JsonNode recommendation = answer.path("recommendation");
        return new Sent.Verdict(
                answer.path("decisionId").asText(),
                recommendation.path("disposition").asText(),
                standing(answer.path("exceptions"))
                        .map(each -> new Sent.Code(
                                each.path("code").asText(), each.path("name").asText()))
                        .distinct()
                        .toList(),
                remedies(recommendation.path("actions")),
                answer.path("priority").path("class").asText(),
                answer.path("priority").path("source").asText());
    }

    /** The exceptions that were not waived. */
    static Stream<JsonNode> standing(JsonNode list) {
        return list.valueStream().filter(each -> !each.has("waivedBy"));
    }

    private static List<String> remedies(JsonNode actions) {
        return standing(actions)
                .filter(action -> action.path("preferred").asBoolean()
                        && action.path("class").asText().equals("CHANGE"))
                .map(action -> action.path("type").asText())
                .toList();
    }
}
