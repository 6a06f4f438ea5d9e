package dev.docket.api.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.yaml.YamlFile;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Objects;
import java.util.SortedMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The contract that the build packages. */
@Singleton
public class ApiContract {
    private static final String FILE = "/api-spec/openapi.yaml";

    /** The pages of the console: the gate knows them, clients do not. */
    private static final String PAGES = "/api-spec/console.yaml";

    /** Where a schema begins, and where it says what attributes it may have. */
    private static final Pattern SCHEMA = Pattern.compile("    (\\w+):(?: .*)?");

    private static final String ATTRIBUTES = "        attributes:";

    private final byte[] yaml;
    private final byte[] json;
    private final Operations operations;

    ApiContract() {
        try {
            yaml = read(FILE);
            JsonNode document = tree(FILE, yaml);
            json = new ObjectMapper().writeValueAsBytes(document);
            operations = Operations.in(document, tree(PAGES, read(PAGES)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static byte[] read(String name) throws IOException {
        try (InputStream file = Objects.requireNonNull(
                ApiContract.class.getResourceAsStream(name), "the build packages the contract")) {
            return file.readAllBytes();
        }
    }

    private static JsonNode tree(String name, byte[] text) {
        return YamlFile.root(
                        new String(text, StandardCharsets.UTF_8), (line, kind, message) -> refuse(name, line, message))
                .tree();
    }

    private static void refuse(String name, int line, String message) {
        throw new IllegalStateException(String.format(Locale.ROOT, "%s:%d: %s", name, line, message));
    }

    /** The contract in both of its forms. */
    @SuppressWarnings("ArrayRecordComponent") // never compared
    public record Served(byte[] yaml, byte[] json) {}

    /**
     * The contract, with the attributes that the active policy declares in place of any.
     *
     * @param attributes schemas by the schema whose {@code attributes} they describe; empty for the contract as it is written
     */
    public Served with(SortedMap<String, ? extends JsonNode> attributes) {
        if (attributes.isEmpty()) {
            return new Served(yaml.clone(), json.clone());
        }
        byte[] named = named(attributes).getBytes(StandardCharsets.UTF_8);
        try {
            return new Served(named, new ObjectMapper().writeValueAsBytes(tree(FILE, named)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** JSON is YAML, so a schema takes the place of the line that lets every attribute pass. */
    private String named(SortedMap<String, ? extends JsonNode> attributes) {
        StringBuilder text = new StringBuilder();
        String owner = "";
        for (String line : new String(yaml, StandardCharsets.UTF_8).split("\n", -1)) {
            Matcher schema = SCHEMA.matcher(line);
            owner = schema.matches() ? schema.group(1) : owner;
            JsonNode declared = line.startsWith(ATTRIBUTES) ? attributes.get(owner) : null;
            text.append(declared == null ? line : ATTRIBUTES + " " + declared).append('\n');
        }
        text.setLength(text.length() - 1);
        return text.toString();
    }

    Operations operations() {
        return operations;
    }
}
