package dev.docket.service.privacy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.DecisionTrace;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.fixture.MaskingKeys;
import dev.docket.fixture.SmallBundle;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MaskedDecisionTest {
    private static final String ORDER = """
            {"requestId":"r-1","checkpoint":"ENTRY",
             "order":{"orderId":"SO-1","currency":"USD","createdAt":"2026-03-02T09:00:00Z","netAmount":100,
              "lines":[{"lineId":"1","itemId":"a","orderedQty":10,"unitPrice":10}]},
             "customer":{"customerId":"C","credit":{"limit":4711}}, "shipTo":{"name":"Ada","country":"US"}}""";

    private final Bundle bundle = SmallBundle.version("1");

    @TempDir
    Path folder = Path.of(".");

    @Test
    void why_a_rule_failed_is_not_kept_if_it_reads_what_is_masked() {
        assertThat(errorWhenMasked("customer.credit.limit")).isEqualTo("not kept: it read masked fields");
        assertThat(errorWhenMasked("shipTo.name")).isEqualTo("4711 is too much");
    }

    @Test
    void what_a_parameter_was_chosen_by_is_masked_and_why_it_was_stays() {
        Request request = request();
        Decision decided = failed(request);
        RuleTrace chosen = new RuleTrace(
                new RuleId("credit-limit-exceeded"),
                Verdict.FIRED,
                null,
                Map.of(),
                null,
                List.of(),
                List.of(),
                "small.drl:1",
                null,
                new TreeMap<>(Map.of(
                        "large", new ChosenValue(300, "shipTo.name Ada", Map.of("shipTo.name", "Ada"), "why", false))));
        DecisionTrace trace = new DecisionTrace(List.of(chosen), List.of(), List.of(), null, null);
        Decision decision =
                new Decision(decided.recommendation(), decided.exceptions(), decided.priority(), trace, null);
        MaskedRequest masked =
                Masking.of(List.of("shipTo.name"), MaskingKeys.key(folder, 1)).of(request);
        Object kept = masked.decision(decision, bundle)
                .trace()
                .rules()
                .getFirst()
                .parameters()
                .get("large");
        assertThat(String.valueOf(kept)).contains("300", "why").doesNotContain("Ada");
    }

    private String errorWhenMasked(String path) {
        Request request = request();
        MaskedRequest masked =
                Masking.of(List.of(path), MaskingKeys.key(folder, 1)).of(request);
        RuleTrace kept =
                masked.decision(failed(request), bundle).trace().rules().getFirst();
        return String.valueOf(kept.error());
    }

    /** What a failing rule leaves in a decision, with a value in its message. */
    private Decision failed(Request request) {
        Decision decided = bundle.decider()
                .decide(request.snapshot().receivedAt(Instant.parse("2026-03-02T10:00:00Z")), TraceLevel.FIRED);
        RuleTrace failure = new RuleTrace(
                new RuleId("credit-limit-exceeded"),
                Verdict.ERROR,
                null,
                Map.of(),
                null,
                List.of(),
                List.of(),
                "small.drl:1",
                "4711 is too much",
                new TreeMap<>());
        DecisionTrace trace = new DecisionTrace(List.of(failure), List.of(), List.of(), null, null);
        return new Decision(decided.recommendation(), decided.exceptions(), decided.priority(), trace, null);
    }

    private static Request request() {
        byte[] content = ORDER.getBytes(StandardCharsets.UTF_8);
        return switch (new RequestReader(new RecordReader()).read(content)) {
            case Reading.Valid<Request> valid -> valid.value();
            case Reading.Invalid<Request> invalid -> throw new AssertionError(invalid.problems());
        };
    }
}
