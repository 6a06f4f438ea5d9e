package dev.docket.api;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Requests whose answers, and unless they are bad on purpose they themselves, are held against the contract. */
final class Contract {
    private static final String SPEC = strict(Path.of("api-spec/openapi.yaml"));
    private static final OpenApiValidationFilter BOTH = new OpenApiValidationFilter(
            OpenApiInteractionValidator.createForInlineApiSpecification(SPEC).build());
    private static final OpenApiValidationFilter ANSWER =
            new OpenApiValidationFilter(OpenApiInteractionValidator.createForInlineApiSpecification(SPEC)
                    .withLevelResolver(LevelResolver.create()
                            .withLevel("validation.request", ValidationReport.Level.IGNORE)
                            .build())
                    .build());
    private static final RestAssuredConfig CONFIG = RestAssuredConfig.config()
            .encoderConfig(EncoderConfig.encoderConfig()
                    .defaultContentCharset("UTF-8")
                    .encodeContentTypeAs("application/x-ndjson", ContentType.TEXT)
                    .appendDefaultContentCharsetToContentTypeIfUndefined(false))
            .decoderConfig(DecoderConfig.decoderConfig().defaultContentCharset("UTF-8"));

    private Contract() {}

    /**
     * The contract without its promise that answers may gain fields: callers must ignore fields that they do not know, but
     * here each field of an answer must be one that is written down.
     */
    private static String strict(Path spec) {
        try {
            JsonNode contract = new ObjectMapper(new YAMLFactory()).readTree(Files.readAllBytes(spec));
            contract.findParents("additionalProperties").stream()
                    .filter(schema -> schema.has("properties"))
                    .forEach(schema -> ((ObjectNode) schema).put("additionalProperties", false));
            return contract.toString();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** A request that keeps the contract. */
    static RequestSpecification good() {
        return given().config(CONFIG).filter(BOTH);
    }

    /** A request that breaks the contract; its answer must not. */
    static RequestSpecification bad() {
        return given().config(CONFIG).filter(ANSWER);
    }

    /** A request that no operation of the contract answers. */
    static RequestSpecification outside() {
        return given().config(CONFIG);
    }
}
