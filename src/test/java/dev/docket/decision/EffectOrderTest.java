package dev.docket.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.OrderSnapshot;
import dev.docket.rules.RuleFolder;
import dev.docket.rules.ShippedRules;
import dev.docket.sample.SampleOrders;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EffectOrderTest {
    private static final long SEED = 11;

    private final RuleFolder rules = ShippedRules.compiled();
    private final Random random = new Random(SEED);

    @Test
    void the_order_in_which_rules_fire_does_not_matter() {
        SampleOrders.generate(SEED).limit(2_000).forEach(order -> {
            Findings first = rules.ruleBook().evaluate(order, TraceLevel.FULL);
            Standing standing = Ledger.of(first.effects(), rules.taxonomy(), rules.actions())
                    .standing();
            Findings across = rules.ruleBook().evaluateAcross(order, standing, TraceLevel.FULL);
            Arbitration arbitration = rules.ruleBook().arbitrationOn(order.asOfDate());
            Decision settled = decide(order, new SettledRules(first, across, arbitration));
            for (int i = 0; i < 5; i++) {
                assertThat(decide(order, new SettledRules(shuffled(first), shuffled(across), arbitration)))
                        .as("seed %d, request %s", SEED, order.requestId())
                        .isEqualTo(settled);
            }
        });
    }

    private Decision decide(OrderSnapshot order, RuleBook book) {
        return new Decider(book, Classifiers.ABSENT, rules.taxonomy(), rules.actions()).decide(order, TraceLevel.FULL);
    }

    private Findings shuffled(Findings findings) {
        List<Effect> effects = new ArrayList<>(findings.effects());
        Collections.shuffle(effects, random);
        return new Findings(effects, findings.rules(), findings.missingInputs(), findings.failedRules());
    }
}
