package dev.docket.rules.evaluate;

import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WhyNot;
import dev.docket.order.Checkpoint;
import dev.docket.order.RequestPath;
import dev.docket.rules.Effects;
import dev.docket.rules.language.ParsedRule;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.SortedSet;
import org.drools.model.functions.BlockN;
import org.jspecify.annotations.Nullable;

/**
 * A rule ready to be evaluated: its conditions, each with the predicate that Drools compiled, tested one by one in the
 * order in which they are written.
 *
 * @param width how much of the request its verdicts show
 * @param consequence the compiled {@code then}
 * @param consequenceSlots which slots it takes
 * @param factSlots how many facts it matches; the globals follow
 * @param isPerLine as the rule says, found once
 * @param codes as the rule says, found once
 * @param parameterNames as the rule says, found once
 * @param lacking the parameters that its effects read and that have no value for some orders
 * @param notApplicable what a full trace says at other checkpoints
 * @param explainer says why it did not fire, when somebody asks
 */
@SuppressWarnings("ArrayRecordComponent") // on the hot path; never compared
public record CompiledRule(
        ParsedRule rule,
        List<CompiledPart> parts,
        RuleInputs inputs,
        Width width,
        BlockN consequence,
        int[] consequenceSlots,
        int factSlots,
        boolean isPerLine,
        SortedSet<String> codes,
        Set<String> parameterNames,
        List<String> lacking,
        RuleTrace notApplicable,
        Explainer explainer) {

    /** Says why a rule does not match. */
    public interface Explainer {
        WhyNot.Words explain(CompiledRule rule, Facts facts, @Nullable LineRef line);
    }

    /** What became of the rule: its verdict, and for NOT_MATCHED the part that failed. */
    public record Result(
            Verdict verdict, Frame frame, @Nullable CompiledPart failing) {}

    public boolean appliesAt(Checkpoint checkpoint) {
        return rule.checkpoints().contains(checkpoint);
    }

    /** Evaluates the rule. @throws RuntimeException when a condition fails */
    public Result evaluate(Facts facts, @Nullable LineRef line) {
        facts.budget().steps(width.cost(facts, line));
        Frame frame = frame(facts, line);
        Truth all = Truth.TRUE;
        for (int i = 0; i < parts.size(); i++) {
            Truth truth = parts.get(i).test(frame);
            if (truth == Truth.FALSE) {
                return new Result(Verdict.NOT_MATCHED, frame, parts.get(i));
            }
            all = all.and(truth);
        }
        for (int i = 0; i < lacking.size(); i++) {
            if (facts.parameters().value(lacking.get(i)) == null) {
                all = all.and(Truth.OPEN); // it holds, but what it does cannot be said
            }
        }
        return new Result(all == Truth.TRUE ? Verdict.FIRED : Verdict.NOT_EVALUATED, frame, null);
    }

    /** Where an evaluation keeps what it has matched. */
    public Frame frame(Facts facts, @Nullable LineRef line) {
        Frame frame = new Frame(facts, line, new Object[factSlots + 2]);
        frame.slots()[factSlots] = facts.parameters();
        return frame;
    }

    /** The same rule without one of its conditions, to see whether the condition matters. */
    public CompiledRule without(CompiledCondition condition) {
        return new CompiledRule(
                rule,
                parts.stream().map(part -> part.without(condition)).toList(),
                inputs,
                width,
                consequence,
                consequenceSlots,
                factSlots,
                isPerLine,
                codes,
                parameterNames,
                lacking,
                notApplicable,
                explainer);
    }

    public static RuleTrace notApplicable(ParsedRule rule) {
        return new RuleTrace(
                new RuleId(rule.id()),
                Verdict.NOT_APPLICABLE,
                null,
                Map.of(),
                null,
                List.of(),
                List.of(),
                rule.source(),
                null,
                Collections.emptySortedMap());
    }

    /** Runs the compiled {@code then}. @throws RuntimeException when it fails */
    List<Effect> fire(Frame frame) {
        int lineIndex = lineIndex(frame.line());
        Effects effects = new Effects(
                notApplicable.ruleId(),
                frame.line(),
                inputs.evidence(frame.facts().snapshot(), lineIndex));
        frame.slots()[factSlots + 1] = effects;
        Object[] arguments = new Object[consequenceSlots.length];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = frame.slots()[consequenceSlots[i]];
        }
        try {
            consequence.execute(arguments);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Exception checked) {
            throw new IllegalStateException(checked);
        }
        frame.facts().budget().effects(effects.added());
        return effects.added();
    }

    /**
     * The first condition that does not hold, with what it read.
     *
     * @param again the same facts, to look at when somebody reads why
     */
    RuleTrace.FirstFailing explain(Result result, Facts again) {
        CompiledPart failing = Objects.requireNonNull(result.failing());
        CompiledCondition condition =
                failing instanceof CompiledPart.Match match ? match.firstFailing(result.frame()) : null;
        List<RequestPath> paths = condition != null ? condition.paths() : failing.paths();
        return new RuleTrace.FirstFailing(
                condition == null ? failing.text() : condition.condition().text(),
                PathValues.at(
                        paths,
                        result.frame().facts().snapshot(),
                        lineIndex(result.frame().line())),
                WhyNot.later(() -> explainer.explain(this, again, result.frame().line())));
    }

    public static int lineIndex(@Nullable LineRef line) {
        return line == null ? -1 : line.index();
    }
}
