package dev.docket.hostile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Changes a JSON document where it hurts: values, names, structure, and now and then its bytes. */
public final class MutatedJson {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> VALUES = List.of(
            "null",
            "true",
            "0",
            "-1",
            "1e999999999",
            "-0.0000000000000000000000000000001",
            "99999999999999999999999999999999999999999",
            "NaN",
            "\"NaN\"",
            "\"Infinity\"",
            "\"\"",
            "\"\\u0000\"",
            "\"\\ud800\"",
            "\"\\u001b[2J\\n2026-11-28 INFO forged\"",
            "\"2026-02-30\"",
            "\"9999-12-31T23:59:59.999999999Z\"",
            "\"'; DROP TABLE decision; --\"",
            "\"${jndi:ldap://localhost/a}\"",
            "\"../../etc/passwd\"",
            "[]",
            "{}",
            "[[[[]]]]",
            "{\"a\":{\"b\":{}}}");

    private final Random random;

    public MutatedJson(Random random) {
        this.random = random;
    }

    /** The document with another {@code requestId} and one to three changes. */
    public byte[] of(byte[] document) throws IOException {
        ObjectNode root = (ObjectNode) JSON.readTree(document);
        root.put("requestId", new UUID(random.nextLong(), random.nextLong()).toString());
        return changed(root);
    }

    /** The document with one to three changes. */
    public byte[] changed(byte[] document) throws IOException {
        return changed((ObjectNode) JSON.readTree(document));
    }

    private byte[] changed(ObjectNode root) {
        // What JSON does not have is put in at the end, in place of a mark.
        List<String> raw = new ArrayList<>();
        for (int i = random.nextInt(3); i >= 0; i--) {
            changeSomething(root, raw);
        }
        String text = root.toString();
        for (int i = 0; i < raw.size(); i++) {
            text = text.replace("\"@" + i + "@\"", raw.get(i));
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return random.nextInt(10) == 0 ? damaged(bytes) : bytes;
    }

    private void changeSomething(ObjectNode root, List<String> raw) {
        List<JsonNode> containers = new ArrayList<>();
        collect(root, containers);
        switch (containers.get(random.nextInt(containers.size()))) {
            case ObjectNode object when !object.isEmpty() -> change(object, raw);
            case ArrayNode array when !array.isEmpty() -> change(array, raw);
            default -> root.set("extra", mark(raw));
        }
    }

    private void change(ObjectNode object, List<String> raw) {
        List<String> names = new ArrayList<>();
        object.fieldNames().forEachRemaining(names::add);
        String name = names.get(random.nextInt(names.size()));
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set(name + "x", object.remove(name));
            case 2 ->
                object.set(
                        name,
                        object.get(names.get(random.nextInt(names.size()))).deepCopy());
            default -> object.set(name, mark(raw));
        }
    }

    private void change(ArrayNode array, List<String> raw) {
        int at = random.nextInt(array.size());
        switch (random.nextInt(3)) {
            case 0 -> array.remove(at);
            case 1 -> {
                for (int copies = random.nextInt(40); copies > 0; copies--) {
                    array.add(array.get(at).deepCopy());
                }
            }
            default -> array.set(at, mark(raw));
        }
    }

    private JsonNode mark(List<String> raw) {
        raw.add(
                random.nextInt(8) == 0
                        ? "\"" + "x".repeat(random.nextInt(3_000)) + "\""
                        : VALUES.get(random.nextInt(VALUES.size())));
        return JSON.getNodeFactory().textNode("@" + (raw.size() - 1) + "@");
    }

    private static void collect(JsonNode node, List<JsonNode> containers) {
        if (node.isContainerNode()) {
            containers.add(node);
            node.forEach(child -> collect(child, containers));
        }
    }

    /** With a few bytes changed, left out or repeated. */
    public byte[] damaged(byte[] bytes) {
        if (bytes.length == 0) {
            return bytes;
        }
        byte[] damaged = bytes.clone();
        for (int i = random.nextInt(4); i >= 0; i--) {
            damaged[random.nextInt(damaged.length)] = (byte) random.nextInt(256);
        }
        return random.nextInt(3) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)) : damaged;
    }
}
