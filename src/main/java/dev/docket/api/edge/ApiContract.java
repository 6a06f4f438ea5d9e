package dev.docket.api.edge;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
            JsonNode document = new ObjectMapper(new YAMLFactory()).readTree(yaml);
            json = new ObjectMapper().writeValueAsBytes(document);
            operations = Operations.in(document);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
