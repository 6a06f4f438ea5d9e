package dev.docket.app;

import static org.assertj.core.api.Assertions.assertThat;

import com.atlassian.oai.validator.OpenApiInteractionValidator;
import com.atlassian.oai.validator.model.Request.Method;
import com.atlassian.oai.validator.model.SimpleResponse;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.fixture.StrictContract;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.ReproduceAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The contract's examples under the shipped rules. */
class ShippedExamplesTest {
    private static final Bundle SHIPPED = ShippedBundle.loaded();
    private static final OpenApiInteractionValidator CONTRACT =
            OpenApiInteractionValidator.createForInlineApiSpecification(StrictContract.TEXT)
                    .build();

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final DecideOrder decideOrder = new DecideOrder(
            () -> Pins.eternal(SHIPPED),
            new BreakableJournal(),
            new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader),
            () -> Instant.parse("2026-03-02T10:00:00Z"),
            DecisionMeter.NONE);

    @ParameterizedTest
    @CsvSource({
        "order-minimal, RELEASE",
        "order-released, RELEASE",
        "order-substituted, RELEASE_WITH_CONDITIONS",
        "order-exported, REVIEW",
        "order-held, HOLD",
        "order-after-shipping, RELEASE",
    })
    void an_example_is_decided_as_its_name_says_and_answered_as_the_contract_says(String name, String disposition)
            throws IOException {
        Request request = request(Files.readAllBytes(Path.of("api-spec/examples", name + ".json")));
        for (TraceLevel level : TraceLevel.values()) {
            byte[] answer = decideOrder.dryRun(request, level).bytes();

            assertThat(new ObjectMapper()
                            .readTree(answer)
                            .at("/recommendation/disposition")
                            .textValue())
                    .isEqualTo(disposition);
            assertThat(CONTRACT.validateResponse(
                                    "/v1/decisions/dry-run",
                                    Method.POST,
                                    SimpleResponse.Builder.ok()
                                            .withContentType("application/json")
                                            .withBody(new String(answer, StandardCharsets.UTF_8))
                                            .build())
                            .getMessages())
                    .isEmpty();
        }
    }

    private Request request(byte[] content) {
        return switch (reader.read(content)) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
