package dev.docket.api.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.yaml.YamlFile;
import dev.docket.yaml.YamlProblems;
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

    private final byte[] yaml;
    private final byte[] json;
    private final Operations operations;

    ApiContract() {
        try (InputStream file = Objects.requireNonNull(
                ApiContract.class.getResourceAsStream(FILE), "the build packages the contract")) {
            yaml = file.readAllBytes();
            JsonNode document = YamlFile.root(new String(yaml, StandardCharsets.UTF_8), ApiContract::refuse)
                    .tree();
            json = new ObjectMapper().writeValueAsBytes(document);
            operations = Operations.in(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void refuse(int line, YamlProblems.Kind kind, String message) {
        throw new IllegalStateException(String.format(Locale.ROOT, "%s:%d: %s", FILE, line, message));
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
