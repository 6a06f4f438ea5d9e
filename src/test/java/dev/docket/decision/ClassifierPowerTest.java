package dev.docket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.Opinion;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.sample.SampleOrders;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The classifier may send an order to a person and make it more urgent. It may do nothing else. */
class ClassifierPowerTest {
    private static final long SEED = 13;
    private static final int ORDERS = 10_000;

    private final RuleFolder rules = ShippedRules.compiled();
    private final List<Classifier> classifiers = List.of(
            Classifiers.sure(1, 0, 0, 0),
            Classifiers.sure(0, 0, 0, 1),
            Classifiers.sure(0.8, 0.2, 0, 0),
            Classifiers.sure(0.799999, 0, 0, 0.200001),
            Classifiers.sure(0.25, 0.25, 0.25, 0.25),
            Classifiers.outOfRange());

    @Test
    void no_classifier_makes_or_undoes_a_hold_or_a_rejection() {
        Map<Disposition, Integer> seen = new EnumMap<>(Disposition.class);
        SampleOrders.generate(SEED).limit(ORDERS).forEach(order -> {
            RuleBook settled = settled(order);
            Decision alone = decide(order, settled, Classifiers.ABSENT);
            Disposition without = alone.recommendation().disposition();
            seen.merge(without, 1, Integer::sum);
            for (Classifier classifier : classifiers) {
                Decision with = decide(order, settled, classifier);
                boolean asksForReview = classifier.assess(order) instanceof Opinion.Scored scored
                        && scored.probabilities().p1() >= 0.8;
                assertThat(with.recommendation().disposition())
                        .as("seed %d, request %s", SEED, order.requestId())
                        .isEqualTo(asksForReview ? without.atLeast(Disposition.REVIEW) : without);
                assertThat(with.priority().priorityClass())
                        .as("seed %d, request %s: never milder than the floor", SEED, order.requestId())
                        .isLessThanOrEqualTo(with.priority().floor().priorityClass());
                assertThat(with.exceptions()).isEqualTo(alone.exceptions());
                assertThat(with.recommendation().actions())
                        .isEqualTo(alone.recommendation().actions());
            }
        });
        assertThat(seen).containsKeys(Disposition.values());
    }

    private RuleBook settled(OrderSnapshot order) {
        Findings first = rules.ruleBook().evaluate(order, TraceLevel.NONE);
        Standing standing =
                Ledger.of(first.effects(), rules.taxonomy(), rules.actions()).standing();
        return new SettledRules(
                first,
                rules.ruleBook().evaluateAcross(order, standing, TraceLevel.NONE),
                rules.ruleBook().arbitrationOn(order.asOfDate()));
    }

    private Decision decide(OrderSnapshot order, RuleBook book, Classifier classifier) {
        return new Decider(book, classifier, rules.taxonomy(), rules.actions()).decide(order, TraceLevel.NONE);
    }
}
