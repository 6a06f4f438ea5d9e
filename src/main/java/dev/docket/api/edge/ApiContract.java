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

/** The contract that the build packages. */
@Singleton
public class ApiContract {
    private static final String FILE = "/api-spec/openapi.yaml";

    /** The pages of the console: the gate knows them, clients do not. */
    private static final String PAGES = "/api-spec/console.yaml";

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

    public byte[] yaml() {
        return yaml.clone();
    }

    public byte[] json() {
        return json.clone();
    }

    Operations operations() {
        return operations;
    }
}
