package dev.docket.rules.evaluate;

import dev.docket.decision.rule.RuleTrace;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What rules do, one after the other and line by line: evaluated on demand, and not kept. For one thread. */
public final class Verdicts implements Iterator<RuleTrace> {
    private final List<CompiledRule> rules;
    private final Function<CompiledRule, Evaluation> evaluation;
    private int rule;
    private int line;
    private @Nullable RuleTrace next;

    /**
     * Begins before the first rule.
     *
     * @param rules in the order of the trace
     * @param evaluation the one that a rule belongs to; all of level FULL, and used for nothing else
     */
    public Verdicts(List<CompiledRule> rules, Function<CompiledRule, Evaluation> evaluation) {
        this.rules = rules;
        this.evaluation = evaluation;
    }

    @Override
    public boolean hasNext() {
        while (next == null && rule < rules.size()) {
            next = evaluateNext();
        }
        return next != null;
    }

    private @Nullable RuleTrace evaluateNext() {
        CompiledRule current = rules.get(rule);
        Evaluation its = evaluation.apply(current);
        line = its.run(current, line);
        if (line == Evaluation.DONE) {
            rule++;
            line = 0;
        }
        return its.takeTrace();
    }

    @Override
    public RuleTrace next() {
        if (!hasNext() || next == null) {
            throw new NoSuchElementException();
        }
        RuleTrace taken = next;
        next = null;
        return taken;
    }
}
