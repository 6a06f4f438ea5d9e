package dev.docket.service.outcome.judge;

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
import dev.docket.service.outcome.judge.LiveAccuracy.Judged;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class JudgedDecisionTest {
    private static final Instant AT = Instant.parse("2026-03-29T01:00:00Z");
    private static final String SCORED = """
            {"priority":{"class":"P2","source":"MODEL","probabilityOfCost":0.25,"candidates":["P2","P4"],
             "probabilities":{"P1":0.1,"P2":0.2,"P3":0.3,"P4":0.4}}}""";

    @Test
    void what_the_model_said_is_held_against_how_urgent_it_proved_to_be() {
        assertThat(of(decision(payload(SCORED)), "{\"outcome\":\"RELEASED\",\"actualPriority\":\"P3\"}")
                        .urgency())
                .contains(new Judged(
                        new Probabilities(0.1, 0.2, 0.3, 0.4),
                        List.of(PriorityClass.P2, PriorityClass.P4),
                        PriorityClass.P2,
                        PriorityClass.P3,
                        true));
    }

    @Test
    void whatever_a_person_does_after_a_review_is_no_override() {
        assertThat(of(decision("REVIEW", payload(SCORED)), "{\"outcome\":\"RELEASED\",\"actualPriority\":\"P3\"}")
                        .urgency())
                .hasValueSatisfying(judged -> assertThat(judged.overridden()).isFalse());
    }

    @Test
    void the_probability_of_cost_is_held_against_whether_it_cost() {
        String late = "{\"outcome\":\"RELEASED\",\"daysLate\":2}";

        assertThat(of(decision(payload(SCORED)), late).cost()).contains(new LiveCost.Said(0.25, true));
        assertThat(of(decision(payload(SCORED)), late.replace("2", "-2")).cost())
                .contains(new LiveCost.Said(0.25, false));
        assertThat(of(decision(payload(SCORED)), "{\"outcome\":\"RELEASED\"}").cost())
                .as("nobody said how it ended")
                .isEmpty();
    }

    @Test
    void an_outcome_is_mature_two_weeks_after_the_promised_day() {
        assertThat(of(decision("HOLD", payload(SCORED), "{\"order\":{\"promisedDeliveryDate\":\"2026-04-10\"}}"), "{}")
                        .matureOn())
                .isEqualTo(LocalDate.parse("2026-04-25"));
        assertThat(of(
                                decision(
                                        "HOLD",
                                        payload(SCORED),
                                        "{\"asOf\":\"2026-01-01T00:00:00Z\",\"order\":{\"promisedDeliveryDate\":\"~~~\"}}"),
                                "{}")
                        .matureOn())
                .as("nothing is promised, or it is masked")
                .isEqualTo(LocalDate.parse("2026-02-14"));
    }

    @Test
    void an_order_without_a_score_is_told_apart() {
        assertThat(of(decision(payload(SCORED)), "{}").isScored()).isTrue();
        assertThat(of(decision(payload("{\"priority\":{\"class\":\"P3\",\"source\":\"FALLBACK\"}}")), "{}")
                        .isScored())
                .isFalse();
    }

    @Test
    void nothing_is_judged_without_a_score_a_truth_or_what_was_said() {
        String truth = "{\"outcome\":\"RELEASED\",\"actualPriority\":\"P3\",\"daysLate\":1}";

        assertThat(of(decision(payload(SCORED)), "{}").urgency()).isEmpty();
        JudgedDecision unscored = of(decision(payload("{\"priority\":{\"class\":\"P3\"}}")), truth);
        assertThat(unscored.urgency()).isEmpty();
        assertThat(unscored.cost()).isEmpty();
        assertThat(JudgedDecision.of(
                        decision(new Payload.Retired(payload(SCORED).hash())), Optional.of(outcome(truth))))
                .isEmpty();
    }

    private static JudgedDecision of(DecisionEntry decision, String document) {
        return JudgedDecision.of(decision, Optional.of(outcome(document))).orElseThrow();
    }

    private static OutcomeEntry outcome(String document) {
        return new OutcomeEntry(new DecisionId("d-1"), "RELEASED", AT, "erp", payload(document));
    }

    private static DecisionEntry decision(Payload answer) {
        return decision("HOLD", answer);
    }

    private static DecisionEntry decision(String disposition, Payload answer) {
        return decision(disposition, answer, "{}");
    }

    private static DecisionEntry decision(String disposition, Payload answer, String request) {
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
                payload(request),
                answer);
    }

    private static Payload payload(String json) {
        return Payload.of(json.getBytes(StandardCharsets.UTF_8));
    }
}
