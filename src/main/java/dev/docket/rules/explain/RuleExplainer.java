package dev.docket.rules.explain;

import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.WhyNot;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Facts;
import dev.docket.rules.language.ParsedRule;
import org.jspecify.annotations.Nullable;

/** Says why one rule does not match. What is the same for every order is composed when this is made. */
public final class RuleExplainer implements CompiledRule.Explainer {
    private final Prepared prepared;

    public RuleExplainer(ParsedRule rule) {
        prepared = new Prepared(rule);
    }

    /** What was composed for a rule. */
    static Prepared prepared(CompiledRule rule) {
        return rule.explainer() instanceof RuleExplainer own ? own.prepared : new Prepared(rule.rule());
    }

    @Override
    public WhyNot.Words explain(CompiledRule rule, Facts facts, @Nullable LineRef line) {
        return Explanation.of(rule, prepared, facts, line);
    }
}
