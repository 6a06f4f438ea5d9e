package dev.docket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.Automation;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Priority;
import dev.docket.decision.urgency.PriorityClass;
import dev.docket.decision.urgency.PriorityCost;
import dev.docket.decision.urgency.PrioritySource;
import dev.docket.decision.urgency.Probabilities;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.ShippedRules;
import dev.docket.rules.read.ParsedFolder;
import dev.docket.sample.SampleOrders;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ArbitrationTest {
    private static final OrderSnapshot ORDER =
            SampleOrders.generate(1).findFirst().orElseThrow();

    private final ParsedFolder policy = ShippedRules.parsed();

    private Decision decide(RuleBook book, Classifier classifier) {
        return new Decider(book, classifier, policy.taxonomy(), policy.actions()).decide(ORDER, TraceLevel.FULL);
    }

    private static Effect exception(String ruleId, String code, int severity) {
        return new Effect.Exceptional(new RuleId(ruleId), null, new ExceptionCode(code), severity, Map.of());
    }

    @Test
    void nothing_found_releases_the_order_to_nobody() {
        Decision decision = decide(SettledRules.of(), Classifiers.ABSENT);
        assertThat(decision.recommendation().disposition()).isEqualTo(Disposition.RELEASE);
        assertThat(decision.recommendation().automation()).isEqualTo(Automation.AUTO);
        assertThat(decision.recommendation().queue()).isEqualTo("NONE");
        assertThat(decision.recommendation().slaDueAt()).isNull();
        assertThat(decision.priority().floor()).isEqualTo(new Priority.Floor(PriorityClass.P4, null));
    }

    @Test
    void a_rule_that_fails_sends_the_order_to_a_person() {
        Decision decision = decide(SettledRules.failing("some-rule"), Classifiers.ABSENT);
        assertThat(decision.recommendation().disposition()).isEqualTo(Disposition.REVIEW);
        assertThat(decision.recommendation().automation()).isEqualTo(Automation.HUMAN);
        assertThat(decision.trace().arbitration())
                .containsExactly(new Step("rule-error", "RELEASE", "REVIEW", "failed: some-rule"));
    }

    @Test
    void an_approval_without_an_exception_asks_a_person_but_has_no_queue() {
        Decision decision = decide(
                SettledRules.of(new Effect.Approval(new RuleId("a-rule"), null, "OPERATIONS_SUPERVISOR")),
                Classifiers.ABSENT);
        assertThat(decision.recommendation().disposition()).isEqualTo(Disposition.REVIEW);
        assertThat(decision.recommendation().queue()).isEqualTo("NONE");
    }

    @Test
    void the_highest_severity_then_the_lowest_code_then_the_lowest_rule_owns_the_order() {
        Decision decision = decide(
                SettledRules.of(
                        exception("z-rule", "FIN-204", 3),
                        exception("b-rule", "FIN-203", 3),
                        exception("a-rule", "FIN-203", 3),
                        exception("c-rule", "ORD-103", 2)),
                Classifiers.ABSENT);
        assertThat(decision.priority().floor()).isEqualTo(new Priority.Floor(PriorityClass.P3, new RuleId("a-rule")));
        assertThat(decision.recommendation().queue()).isEqualTo("CREDIT");
        assertThat(decision.recommendation().slaDueAt()).isEqualTo(ORDER.now().plus(Duration.ofHours(8)));
    }

    @Test
    void no_waiver_touches_a_protected_code_even_if_a_rule_tries() {
        for (String code : Set.of("CMP-701", "FRD-801", "INV-407", "CUS-301")) {
            Decision decision = decide(
                    SettledRules.of(
                            exception("a-rule", code, 5),
                            new Effect.Action(new RuleId("a-rule"), null, "HOLD_COMPLIANCE", Map.of(), false),
                            new Effect.Waiver(new RuleId("a-waiver"), Set.of(new ExceptionCode(code)), 6)),
                    Classifiers.ABSENT);
            assertThat(decision.recommendation().disposition()).as(code).isEqualTo(Disposition.HOLD);
            assertThat(decision.exceptions())
                    .extracting(NotedException::waivedBy)
                    .as(code)
                    .containsOnlyNulls();
        }
    }

    @Test
    void the_waiver_that_is_named_is_the_first_by_id() {
        Decision decision = decide(
                SettledRules.of(
                        new Effect.Waiver(new RuleId("b-waiver"), Set.of(new ExceptionCode("FIN-201")), 6),
                        exception("a-rule", "FIN-201", 4),
                        new Effect.Waiver(new RuleId("a-waiver"), Set.of(new ExceptionCode("FIN-201")), 6)),
                Classifiers.ABSENT);
        assertThat(decision.exceptions()).extracting(NotedException::waivedBy).containsExactly(new RuleId("a-waiver"));
    }

    @Test
    void a_tie_of_expected_costs_goes_to_the_more_urgent_class() {
        PriorityCost cost = new PriorityCost(1, 2);
        assertThat(new Probabilities(0.5, 0, 0, 0.5).cheapest(new PriorityCost(1, 1)))
                .isEqualTo(PriorityClass.P1);
        assertThat(new Probabilities(0, 0.5, 0.5, 0).cheapest(new PriorityCost(1, 1)))
                .isEqualTo(PriorityClass.P2);
        assertThat(new Probabilities(0, 0, 0, 1).cheapest(cost)).isEqualTo(PriorityClass.P4);
        assertThat(new Probabilities(0.25, 0.25, 0.25, 0.25).cheapest(cost)).isEqualTo(PriorityClass.P2);
    }

    @Test
    void the_source_of_the_priority_says_who_decided_it() {
        RuleBook serious = SettledRules.of(exception("a-rule", "FIN-203", 3));
        assertThat(decide(serious, Classifiers.sure(0, 0, 0, 1)).priority().source())
                .isEqualTo(PrioritySource.RULES);
        assertThat(decide(serious, Classifiers.sure(0, 1, 0, 0)).priority().source())
                .isEqualTo(PrioritySource.MODEL);
        assertThat(decide(SettledRules.of(), Classifiers.outOfRange())
                        .priority()
                        .source())
                .isEqualTo(PrioritySource.FALLBACK);
        assertThat(decide(SettledRules.of(), Classifiers.outOfRange())
                        .priority()
                        .priorityClass())
                .isEqualTo(PriorityClass.P3);
    }
}
