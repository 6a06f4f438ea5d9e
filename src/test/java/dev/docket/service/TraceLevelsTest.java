package dev.docket.service;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.RequestDigest;
import dev.docket.fixture.ShippedBundle;
import dev.docket.json.AnswerWriter;
import dev.docket.json.CanonicalJson;
import dev.docket.json.Heading;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import dev.docket.service.decide.Answer;
import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TraceLevelsTest {
    private static final Instant RECEIVED = Instant.parse("2026-03-02T10:00:00Z");
    private static final long SEED = 11;

    @ParameterizedTest
    @EnumSource(TraceLevel.class)
    void a_full_decision_holds_every_lower_one_byte_for_byte(TraceLevel level) {
        Bundle bundle = ShippedBundle.loaded();
        SampleOrders.generate(SEED).limit(300).forEach(order -> {
            Heading heading =
                    Answer.heading(order, RequestDigest.of(CanonicalJson.digest(order)), RECEIVED, bundle.id());

            byte[] cut = AnswerWriter.write(
                    heading, decided(bundle, order, TraceLevel.FULL).at(level));

            assertThat(cut)
                    .as("seed %s, order %s", SEED, order.requestId())
                    .isEqualTo(AnswerWriter.write(heading, decided(bundle, order, level)));
        });
    }

    private static Decision decided(Bundle bundle, OrderSnapshot order, TraceLevel level) {
        return bundle.decider().decide(order, level);
    }
}
