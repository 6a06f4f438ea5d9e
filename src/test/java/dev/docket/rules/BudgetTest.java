package dev.docket.rules;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.Decider;
import dev.docket.decision.Decision;
import dev.docket.decision.id.ModelId;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Opinion;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.SampleOrders;
import java.time.Duration;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Legal rules that cost too much end the evaluation, never the worker. */
class BudgetTest {
    private static final OrderSnapshot LARGE = SampleOrders.generate(7)
            .filter(order -> order.order().lines().size() > 450)
            .findFirst()
            .orElseThrow();
    private static final Duration BOUND = Duration.ofSeconds(10);

    @Test
    void rules_that_compare_every_line_with_every_line_send_the_order_to_a_human() {
        String all = "not Line( orderedQty < 0 )\n".repeat(15);
        String rules = IntStream.range(0, 40)
                .mapToObj(i -> Folders.rule(
                        "expensive-" + i, "Line( unitPrice >= " + i + " )\n" + all, "effects.action(\"EXPEDITE\");"))
                .collect(Collectors.joining("\n"));
        assertEndsInReview(rules, "the rules take more than 5,000,000 steps for this order");
    }

    @Test
    void rules_that_search_long_lists_again_and_again_send_the_order_to_a_human() {
        String searches = """
                ( Substitutions( value < 0 ) from $order.substitutions )
                or ( Substitutions( value <= 0 ) from $order.substitutions )
                """;
        String rules = IntStream.range(0, 200)
                .mapToObj(i -> Folders.rule(
                        "searching-" + i,
                        String.format(
                                Locale.ROOT,
                                "$order : Order( revenue >= %d )\nLine( unitPrice >= 0 )\n( %s )",
                                i,
                                searches),
                        "effects.action(\"EXPEDITE\");"))
                .collect(Collectors.joining("\n"));
        assertEndsInReview(rules, "the rules take more than 5,000,000 steps for this order");
    }

    @Test
    void rules_that_add_effects_without_end_send_the_order_to_a_human() {
        String effects = "effects.exception(\"ORD-105\", 2)" + "\n.approval(\"QUALITY\")".repeat(30) + ";";
        String rules = IntStream.range(0, 40)
                .mapToObj(i -> Folders.rule("chatty-" + i, "Line( unitPrice >= 0 )", effects))
                .collect(Collectors.joining("\n"));
        assertEndsInReview(rules, "the rules add more than 50,000 effects to this order");
    }

    @Test
    void the_largest_orders_stay_far_within_the_budget_of_the_shipped_rules() {
        DroolsRuleBook book = ShippedRules.compiled().ruleBook();
        SampleOrders.generate(7)
                .limit(3_000)
                .filter(order -> order.order().lines().size() > 300)
                .forEach(order -> assertThat(
                                book.evaluate(order, TraceLevel.NONE).failedRules())
                        .as(order.requestId())
                        .isEmpty());
    }

    private static void assertEndsInReview(String rules, String error) {
        RuleFolder folder = RuleFolder.compile(Folders.with("expensive.drl", Folders.HEADER + rules));
        try (DroolsRuleBook book = folder.ruleBook()) {
            Decider decider = new Decider(
                    book,
                    snapshot -> new Opinion.Abstained(new ModelId("none", "none", Digest.over()), "no model"),
                    folder.taxonomy(),
                    folder.actions());
            long start = System.nanoTime();
            Decision decision = decider.decide(LARGE, TraceLevel.FULL);
            Duration took = Duration.ofNanos(System.nanoTime() - start);
            long again = System.nanoTime();
            decider.decide(LARGE, TraceLevel.FULL);
            System.out.printf(
                    "%s: %,d ms cold, %,d ms the second time%n",
                    error,
                    took.toMillis(),
                    Duration.ofNanos(System.nanoTime() - again).toMillis());
            assertThat(took).isLessThan(BOUND);
            assertThat(decision.recommendation().disposition()).isGreaterThanOrEqualTo(Disposition.REVIEW);
            assertThat(decision.trace().rules())
                    .filteredOn(trace -> trace.verdict() == Verdict.ERROR)
                    .isNotEmpty()
                    .extracting(RuleTrace::error)
                    .containsOnly(error);
            Findings full = book.evaluate(LARGE, TraceLevel.FULL);
            Findings none = book.evaluate(LARGE, TraceLevel.NONE);
            assertThat(none.failedRules())
                    .as("what a decision may cost does not depend on its trace level")
                    .isEqualTo(full.failedRules());
            assertThat(none.effects()).isEqualTo(full.effects());
        }
    }
}
