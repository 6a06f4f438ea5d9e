package dev.docket.service.outcome;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.digest.Digest;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Facets;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.priority.LiveAccuracy.Judged;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JudgedDecisionTest {
    private static final Instant AT = Instant.parse("2026-03-29T01:00:00Z");
    private static final String SCORED = """
            {"priority":{"class":"P2","source":"MODEL","candidates":["P2","P4"],
             "probabilities":{"P1":0.1,"P2":0.2,"P3":0.3,"P4":0.4}}}""";

    @Test
    void what_the_model_said_is_held_against_how_urgent_it_proved_to_be() {
        assertThat(JudgedDecision.of(decision(payload(SCORED)), outcome("{\"actualPriority\":\"P3\"}")))
                .contains(new Judged(
                        new Probabilities(0.1, 0.2, 0.3, 0.4),
                        List.of(PriorityClass.P2, PriorityClass.P4),
                        PriorityClass.P2,
                        PriorityClass.P3,
                        true));
    }

    @Test
    void whatever_a_person_does_after_a_review_is_no_override() {
        assertThat(JudgedDecision.of(decision("REVIEW", payload(SCORED)), outcome("{\"actualPriority\":\"P3\"}")))
                .hasValueSatisfying(judged -> assertThat(judged.overridden()).isFalse());
    }

    @Test
    void nothing_is_judged_without_a_score_a_truth_or_what_was_said() {
        var truth = outcome("{\"actualPriority\":\"P3\"}");

        assertThat(JudgedDecision.of(decision(payload(SCORED)), outcome("{}"))).isEmpty();
        assertThat(JudgedDecision.of(decision(payload("{\"priority\":{\"class\":\"P3\"}}")), truth))
                .isEmpty();
        assertThat(JudgedDecision.of(
                        decision(new Payload.Retired(payload(SCORED).hash())), truth))
                .isEmpty();
    }

    private static OutcomeEntry outcome(String document) {
        return new OutcomeEntry(new DecisionId("d-1"), "RELEASED", AT, "erp", payload(document));
    }

    private static DecisionEntry decision(Payload answer) {
        return decision("HOLD", answer);
    }

    private static DecisionEntry decision(String disposition, Payload answer) {
        var facets = new Facets(
                "SO-1",
                "C-1",
                "",
                "",
                "ENTRY",
                disposition,
                "P2",
                "EUR",
                BigDecimal.ONE,
                new TreeSet<>(),
                new TreeSet<>());
        return new DecisionEntry(
                new DecisionId("d-1"),
                "r-1",
                RequestDigest.of(Digest.over(new byte[] {1})),
                Digest.over(new byte[] {2}),
                Optional.of(Digest.over(new byte[] {3})),
                AT,
                "erp",
                facets,
                payload("{}"),
                answer);
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
