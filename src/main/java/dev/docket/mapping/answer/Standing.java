package dev.docket.mapping.answer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What of a decision counts for other systems: without what was waived, and without the trace. */
public final class Standing {
    private static final String ACTIONS = "actions";
    private static final String EXCEPTIONS = "exceptions";
    private static final String RECOMMENDATION = "recommendation";

    private Standing() {}

    /** @param decision the whole answer; it stays as it is */
    public static JsonNode of(JsonNode decision) {
        if (!(decision.deepCopy() instanceof ObjectNode answer)) {
            return decision;
        }
        answer.remove("trace");
        answer.replace(EXCEPTIONS, standing(answer.path(EXCEPTIONS), answer));
        if (answer.path(RECOMMENDATION) instanceof ObjectNode recommendation) {
            recommendation.replace(ACTIONS, standing(recommendation.path(ACTIONS), recommendation));
        }
        return answer;
    }

    private static ArrayNode standing(JsonNode all, ObjectNode factory) {
        ArrayNode standing = factory.arrayNode();
        all.forEach(each -> {
            if (!each.has("waivedBy")) {
                standing.add(each);
            }
        });
        return standing;
    }
}
