package dev.docket.api;

import static io.restassured.RestAssured.given;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.report.LevelResolver;
import com.atlassian.oai.validator.report.ValidationReport;
import com.atlassian.oai.validator.restassured.OpenApiValidationFilter;
import dev.docket.api.problem.DocumentedCodes;
import dev.docket.fixture.StrictContract;
import io.restassured.config.DecoderConfig;
import io.restassured.config.EncoderConfig;
import io.restassured.config.RestAssuredConfig;
import io.restassured.http.ContentType;
import io.restassured.specification.RequestSpecification;

/** Requests whose answers, and unless they are bad on purpose they themselves, are held against the contract. */
public final class Contract {
    private static final String SPEC = StrictContract.TEXT;
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

    /** A request that keeps the contract. */
    public static RequestSpecification good() {
        return given().config(CONFIG).filter(BOTH).filter(new DocumentedCodes());
    }

    /** A request that breaks the contract; its answer must not. */
    public static RequestSpecification bad() {
        return given().config(CONFIG).filter(ANSWER).filter(new DocumentedCodes());
    }

    /** A request that no operation of the contract answers. */
    static RequestSpecification outside() {
        return given().config(CONFIG);
    }
}
