package dev.docket.rules;

import dev.docket.decision.Arbitration;
import dev.docket.decision.Findings;
import dev.docket.decision.RuleBook;
import dev.docket.decision.RuleDescription;
import dev.docket.decision.Standing;
import dev.docket.decision.TraceLevel;
import dev.docket.order.Checkpoint;
import dev.docket.order.OrderSnapshot;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.kie.api.KieBase;

/**
 * The rules of one folder, compiled by Drools and evaluated condition by condition with three-valued logic.
 *
 * <p>Safe for use by any number of threads; {@link #close} frees the compiled classes.
 */
public final class DroolsRuleBook implements RuleBook, AutoCloseable {
    private final KieCompiler.Compiled compiled;
    private final List<CompiledRule> rules;
    private final List<CompiledRule> first;
    private final List<CompiledRule> across;
    private final ParameterBook parameters;

    DroolsRuleBook(KieCompiler.Compiled compiled, List<ParsedRule> parsed, ParameterBook parameters) {
        this.compiled = compiled;
        this.parameters = parameters;
        this.rules = parsed.stream()
                .sorted(Comparator.comparing(ParsedRule::id))
                .map(rule -> RuleCompilation.join(
                        rule, Objects.requireNonNull(compiled.rules().get(rule.id()))))
                .toList();
        this.first =
                rules.stream().filter(rule -> !rule.rule().isAcrossExceptions()).toList();
        this.across =
                rules.stream().filter(rule -> rule.rule().isAcrossExceptions()).toList();
    }

    @Override
    public Findings evaluate(OrderSnapshot snapshot, TraceLevel level) {
        return evaluate(snapshot, null, level);
    }

    @Override
    public Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level) {
        return evaluate(snapshot, standing, level);
    }

    private Findings evaluate(OrderSnapshot snapshot, @Nullable Standing standing, TraceLevel level) {
        Facts facts = new Facts(snapshot, parameters.on(snapshot.asOfDate()), standing);
        Evaluation evaluation = new Evaluation(facts, level);
        Checkpoint checkpoint = snapshot.checkpoint();
        for (CompiledRule rule : standing == null ? first : across) {
            if (rule.rule().checkpoints().contains(checkpoint)) {
                evaluation.run(rule);
            } else {
                evaluation.notApplicable(rule);
            }
        }
        return evaluation.findings();
    }

    @Override
    public Arbitration arbitrationOn(LocalDate asOfDate) {
        return parameters.arbitrationOn(asOfDate);
    }

    /** Every rule as people see it, by id. */
    public List<RuleDescription> descriptions() {
        return rules.stream().map(rule -> rule.rule().describe(rule.needs())).toList();
    }

    /** The parameters as they are on a day. */
    Parameters parametersOn(LocalDate day) {
        return parameters.on(day);
    }

    /** The compiled rule base, for a Drools session. */
    KieBase kieBase() {
        return compiled.kieBase();
    }

    List<CompiledRule> rules() {
        return rules;
    }

    @Override
    public void close() {
        compiled.close();
    }
}
