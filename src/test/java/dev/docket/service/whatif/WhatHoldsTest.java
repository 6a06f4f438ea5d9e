package dev.docket.service.whatif;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.access.Sender;
import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Recalled;
import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.fixture.BreakableJournal;
import dev.docket.fixture.Pins;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.read.Reading;
import dev.docket.json.read.RecordReader;
import dev.docket.service.DecisionMeter;
import dev.docket.service.Request;
import dev.docket.service.RequestReader;
import dev.docket.service.decide.AsDecided;
import dev.docket.service.decide.DecideOrder;
import dev.docket.service.decide.DecisionResult;
import dev.docket.service.decide.ReproduceAnswer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class WhatHoldsTest {
    private static final Bundle SHIPPED = ShippedBundle.loaded();

    private final RequestReader reader = new RequestReader(new RecordReader());
    private final BreakableJournal journal = new BreakableJournal();
    private final ReproduceAnswer reproduce = new ReproduceAnswer(
            digest -> SHIPPED.id().digest().equals(digest)
                    ? new Recalled.Usable(Pins.eternal(SHIPPED))
                    : new Recalled.Missing(),
            AsDecided.SHIPPED,
            reader);
    private final DecideOrder decide = new DecideOrder(
            () -> Pins.eternal(SHIPPED),
            journal,
            reproduce,
            () -> Instant.parse("2026-03-02T10:00:00Z"),
            DecisionMeter.NONE);
    private final WhatHolds holds = new WhatHolds(journal, reproduce, reader);

    @Test
    void one_rule_that_holds_an_order_is_named_with_the_values_that_were_tried() throws Exception {
        Held held = held(example("order-over-limit"));

        assertThat(held.disposition()).isEqualTo(Disposition.HOLD);
        assertThat(rules(held)).containsExactly("credit-limit-exceeded");
        assertThat(held.others()).isEmpty();
        assertThat(tried(held))
                .containsExactly("customer.credit.exposure=47600 RELEASE", "customer.credit.limit=51900 RELEASE");
        assertThat(held.together()).isEmpty();
    }

    @Test
    void several_rules_hold_an_order_until_the_last_of_them_is_gone() throws Exception {
        Held held = held(example("order-held"));

        assertThat(rules(held))
                .containsExactly("credit-limit-exceeded", "dunning-level-high", "past-due-balance", "past-due-serious");
        assertThat(tried(held)).hasSizeGreaterThan(4).allMatch(one -> one.endsWith(" HOLD"));
        assertThat(held.together().orElseThrow().disposition()).isEqualTo(Disposition.REVIEW);
        assertThat(held.together().orElseThrow().values())
                .as("one change that ends two of them counts for both")
                .isEqualTo(Map.of(
                        "customer.credit.exposure", "47600",
                        "customer.credit.dunningLevel", "2",
                        "customer.credit.oldestOverdueDays", "30"));
    }

    /** The bound of a trial is a count, so that every machine says the same. */
    @Test
    void what_would_end_a_rule_of_a_long_order_is_named_and_not_tried() throws Exception {
        String lines = IntStream.rangeClosed(1, 51)
                .mapToObj(number -> "{\"lineId\": \"" + number
                        + "\", \"itemId\": \"PUMP-200\", \"orderedQty\": 4, \"availableQty\": 40, \"unitPrice\": 600}")
                .collect(Collectors.joining(","));
        Held held =
                held(example("order-over-limit").replaceFirst("(?s)\"lines\": \\[.*?]", "\"lines\": [" + lines + "]"));

        assertThat(rules(held)).contains("credit-limit-exceeded");
        assertThat(held.grounds()).allMatch(ground -> ground.ways().stream()
                .allMatch(way -> way.tried().isEmpty()));
        assertThat(held.grounds().getFirst().ways()).isNotEmpty();
    }

    @Test
    void nothing_holds_an_order_that_is_released() throws Exception {
        Held held = held(example("order-released"));
        assertThat(held.disposition()).isEqualTo(Disposition.RELEASE);
        assertThat(held.grounds()).isEmpty();
        assertThat(held.others()).isEmpty();
        assertThat(held.together()).isEmpty();
    }

    @Test
    void nothing_is_said_of_a_decision_that_is_not_there_or_whose_bundle_is_not() throws Exception {
        assertThat(holds.of(new DecisionId("d-0"))).isEmpty();

        DecisionId decided = decided(example("order-over-limit"));
        var nowhere = new ReproduceAnswer(digest -> new Recalled.Missing(), AsDecided.SHIPPED, reader);
        assertThat(new WhatHolds(journal, nowhere, reader).of(decided)).isEmpty();
        assertThat(holds.of(decided)).as("it says the same again").isEqualTo(holds.of(decided));
    }

    private static List<String> rules(Held held) {
        return held.grounds().stream()
                .map(ground -> ground.firing().ruleId().text())
                .toList();
    }

    private static List<String> tried(Held held) {
        return held.grounds().stream()
                .flatMap(ground -> ground.ways().stream())
                .flatMap(way -> way.tried().stream())
                .map(tried -> tried.values().toString().replaceAll("[{}]", "") + " " + tried.disposition())
                .toList();
    }

    private static String example(String name) throws IOException {
        return Files.readString(Path.of("api-spec/examples", name + ".json"));
    }

    private Held held(String request) {
        return holds.of(decided(request)).orElseThrow();
    }

    private DecisionId decided(String request) {
        if (reader.read(request.getBytes(StandardCharsets.UTF_8)) instanceof Reading.Valid<Request> valid
                && decide.decide(valid.value(), TraceLevel.FIRED, Sender.named("erp"))
                                .toCompletableFuture()
                                .join()
                        instanceof DecisionResult.New decided) {
            return decided.decisionId();
        }
        throw new AssertionError(request);
    }
}
