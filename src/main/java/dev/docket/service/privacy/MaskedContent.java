package dev.docket.service.privacy;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Replaces values in a received request by commitments. Everything else keeps its content and order; white
 * space, escapes and exponents may be written differently.
 */
final class MaskedContent {
    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();

    private MaskedContent() {}

    /** @param commitments by indexed path, such as {@code order.lines[0].itemId} */
    static byte[] of(byte[] request, SortedMap<String, Map<String, Object>> commitments) {
        try {
            JsonNode tree = JSON.readTree(request);
            commitments.forEach((path, commitment) -> put(tree, path, commitment));
            return JSON.writeValueAsBytes(tree);
        } catch (IOException unread) {
            throw new IllegalArgumentException("the request was read before", unread);
        }
    }

    /** The commitments in a recorded request, by indexed path. */
    static SortedMap<String, String> commitments(byte[] recorded) {
        SortedMap<String, String> found = new TreeMap<>();
        try {
            collect(JSON.readTree(recorded), "", found);
        } catch (IOException damaged) {
            throw new IllegalArgumentException("the record is not JSON", damaged);
        }
        return found;
    }

    private static void collect(JsonNode node, String path, SortedMap<String, String> found) {
        if (node.path(Commitments.FIELD).isTextual() && node.size() == 1) {
            found.put(path, node.path(Commitments.FIELD).textValue());
        }
        node.properties()
                .forEach(field -> collect(
                        field.getValue(), path.isEmpty() ? field.getKey() : path + "." + field.getKey(), found));
        if (node.isArray()) {
            for (int i = 0; i < node.size(); i++) {
                collect(node.path(i), path + "[" + i + "]", found);
            }
        }
    }

    private static void put(JsonNode tree, String path, Map<String, Object> commitment) {
        String pointer = pointer(path);
        int last = pointer.lastIndexOf('/');
        JsonNode parent = tree.at(pointer.substring(0, last));
        String name = pointer.substring(last + 1);
        switch (parent) {
            case ObjectNode object -> object.set(name, JSON.valueToTree(commitment));
            case ArrayNode list -> list.set(Integer.parseInt(name), JSON.<JsonNode>valueToTree(commitment));
            default -> throw new IllegalStateException("nothing can be masked at " + path);
        }
    }

    private static String pointer(String path) {
        return "/" + path.replace("[", "/").replace("]", "").replace('.', '/');
    }
}
