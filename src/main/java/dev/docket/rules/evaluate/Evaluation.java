package dev.docket.rules.evaluate;

import dev.docket.decision.Edition;
import dev.docket.decision.Failure;
import dev.docket.decision.id.RuleId;
import dev.docket.decision.rule.ChosenValue;
import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.LineRef;
import dev.docket.decision.rule.NamedValues;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.decision.rule.WhyNot;
import dev.docket.order.Line;
import dev.docket.rules.language.Validity;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Gathers what the rules say of one request. */
public final class Evaluation {
    private static final System.Logger LOG = System.getLogger(Evaluation.class.getName());
    private static final SortedMap<String, Object> NO_PARAMETERS = Collections.emptySortedMap();

    /** There is no next line. */
    static final int DONE = -1;

    private final Facts facts;
    private final LocalDate day;
    private final TraceLevel level;
    private final List<Effect> effects = new ArrayList<>();
    private final List<RuleTrace> traces = new ArrayList<>();
    private final MissingInputs missingInputs;
    private final Edition edition;
    private final Set<String> failedBefore;
    private final OpenWaivers openWaivers;
    private final boolean isForTrace;
    private final SortedSet<RuleId> failed = new TreeSet<>();
    private @Nullable CompiledRule lastTraced;
    private SortedMap<String, Object> parametersOfLastTraced = NO_PARAMETERS;
    private final SortedSet<String> gaps = new TreeSet<>();
    private @Nullable Facts again;

    /**
     * Begins an evaluation.
     *
     * @param edition in the first one the inputs that a waiver misses are listed even where there is nothing to waive
     * @param raisedLater the exception codes that rules of a later phase could raise
     * @param failedBefore the ids of the rules whose failure was logged; grows, and is shared by all threads
     */
    public Evaluation(
            Facts facts, TraceLevel level, Edition edition, Set<String> raisedLater, Set<String> failedBefore) {
        this(facts, level, edition, raisedLater, failedBefore, false);
    }

    private Evaluation(
            Facts facts,
            TraceLevel level,
            Edition edition,
            Set<String> raisedLater,
            Set<String> failedBefore,
            boolean isForTrace) {
        this.isForTrace = isForTrace;
        this.failedBefore = failedBefore;
        this.edition = edition;
        this.openWaivers = new OpenWaivers(raisedLater);
        this.facts = facts;
        this.day = facts.snapshot().asOfDate();
        this.level = level;
        this.missingInputs = new MissingInputs(facts.snapshot());
    }

    /** One that gathers nothing and only traces, for {@link Verdicts}. */
    public static Evaluation forTrace(Facts facts, Edition edition, Set<String> failedBefore) {
        return new Evaluation(facts, TraceLevel.FULL, edition, Set.of(), failedBefore, true);
    }

    /** Evaluates a rule, if it applies at this checkpoint and on this day. */
    public void run(CompiledRule rule) {
        int line = 0;
        while (line != DONE) {
            line = run(rule, line);
        }
    }

    /** The same, line by line: from 0 until there is no next line. @return the next line, or {@link #DONE} */
    int run(CompiledRule rule, int line) {
        if (!rule.appliesAt(facts.snapshot().checkpoint())) {
            notApplicable(rule);
            return DONE;
        }
        if (!rule.rule().validity().covers(day)) {
            notValid(rule);
            return DONE;
        }
        List<Line> lines = facts.lines();
        if (!rule.isPerLine() || (line == 0 && facts.budget().isSpent())) {
            run(rule, null); // with nothing left it fails at once, and once is enough for the trace
            return DONE;
        }
        if (line >= lines.size()) {
            return DONE;
        }
        run(rule, new LineRef(line, lines.get(line).lineId()));
        return line + 1 < lines.size() && !facts.budget().isSpent() ? line + 1 : DONE;
    }

    private void notApplicable(CompiledRule rule) {
        if (level == TraceLevel.FULL) {
            traces.add(rule.notApplicable());
        }
    }

    /** A rule that does not hold on the day that the request is decided for, with since when or until when it does. */
    private void notValid(CompiledRule rule) {
        if (level == TraceLevel.FULL) {
            Validity validity = rule.rule().validity();
            traces.add(new RuleTrace(
                    rule.notApplicable().ruleId(),
                    Verdict.NOT_APPLICABLE,
                    null,
                    Map.of(),
                    new RuleTrace.FirstFailing(
                            validity.toString(),
                            NamedValues.copyOf(Map.of("asOf", day)),
                            WhyNot.later(() -> new WhyNot.Words(validity.because(day), List.of()))),
                    List.of(),
                    List.of(),
                    rule.rule().source(),
                    null,
                    NO_PARAMETERS));
        }
    }

    private void run(CompiledRule rule, @Nullable LineRef line) {
        try {
            CompiledRule.Result result = rule.evaluate(facts, line);
            switch (result.verdict()) {
                case FIRED -> {
                    List<Effect> added = rule.fire(result.frame());
                    if (!isForTrace) {
                        effects.addAll(added);
                    }
                    if (level != TraceLevel.NONE) {
                        traces.add(trace(rule, Verdict.FIRED, line, null, List.of(), added, null));
                    }
                }
                case NOT_EVALUATED -> notEvaluated(rule, line);
                case NOT_MATCHED -> {
                    if (level == TraceLevel.FULL) {
                        traces.add(trace(
                                rule,
                                Verdict.NOT_MATCHED,
                                line,
                                rule.explain(result, again()),
                                List.of(),
                                List.of(),
                                null));
                    }
                }
                case NOT_APPLICABLE, ERROR ->
                    throw new IllegalStateException("an evaluation cannot end in " + result.verdict());
            }
        } catch (Budget.Spent spent) {
            failed(rule, line, String.valueOf(spent.getMessage()));
        } catch (RuntimeException failure) {
            if (failedBefore.add(rule.rule().id())) { // one failure is news, the same for each order is not
                LOG.log(System.Logger.Level.WARNING, "Rule " + rule.rule().id() + " failed.", failure);
            }
            failed(rule, line, Failure.recorded(failure, edition));
        }
    }

    /** A failing rule is data: the others still run, and a person looks at the order. */
    private void failed(CompiledRule rule, @Nullable LineRef line, String because) {
        failed.add(rule.notApplicable().ruleId());
        if (level != TraceLevel.NONE) {
            traces.add(trace(rule, Verdict.ERROR, line, null, List.of(), List.of(), because));
        }
    }

    private void notEvaluated(CompiledRule rule, @Nullable LineRef line) {
        int lineIndex = CompiledRule.lineIndex(line);
        if (!isForTrace) {
            noteMissing(rule, lineIndex);
            noteGaps(rule);
        }
        if (level == TraceLevel.FULL) {
            List<String> missing = rule.inputs().missing(facts.snapshot(), lineIndex);
            traces.add(trace(rule, Verdict.NOT_EVALUATED, line, null, missing, List.of(), null));
        }
    }

    private void noteMissing(CompiledRule rule, int lineIndex) {
        if (edition != Edition.FIRST && !rule.rule().effect().waives().isEmpty()) {
            openWaivers.add(rule, lineIndex);
        } else {
            openWaivers.mayBeRaised(rule.codes());
            missingInputs.add(rule.inputs().needed(), lineIndex, rule.codes());
        }
    }

    /** What keeps a rule open and is no fault of the order. */
    private void noteGaps(CompiledRule rule) {
        for (String name : rule.parameterNames()) {
            ChosenValue choice = facts.parameters().choice(name);
            if (choice != null && choice.isGap()) {
                gaps.add(name);
            }
        }
    }

    private RuleTrace trace(
            CompiledRule rule,
            Verdict verdict,
            @Nullable LineRef line,
            RuleTrace.@Nullable FirstFailing firstFailing,
            List<String> missing,
            List<Effect> added,
            @Nullable String error) {
        boolean isEvaluated = !facts.budget().isSpent();
        return new RuleTrace(
                rule.notApplicable().ruleId(),
                verdict,
                line,
                isEvaluated ? rule.inputs().values(facts.snapshot(), CompiledRule.lineIndex(line)) : Map.of(),
                firstFailing,
                missing,
                added,
                rule.rule().source(),
                error,
                isEvaluated ? parameters(rule) : NO_PARAMETERS);
    }

    /** Of a rule that is listed for each line, once is enough. */
    private SortedMap<String, Object> parameters(CompiledRule rule) {
        if (!rule.equals(lastTraced)) {
            lastTraced = rule;
            SortedMap<String, Object> read = new TreeMap<>();
            for (String parameter : rule.parameterNames()) {
                read.put(parameter, facts.parameters().told(parameter));
            }
            parametersOfLastTraced = read.isEmpty() ? NO_PARAMETERS : read;
        }
        return parametersOfLastTraced;
    }

    private Facts again() {
        if (again == null) {
            again = facts.withBudgetOfTheirOwn();
        }
        return again;
    }

    /** The trace that the last run added, if it did. */
    @Nullable
    RuleTrace takeTrace() {
        return traces.isEmpty() ? null : traces.removeLast();
    }

    public Findings findings() {
        openWaivers.addTo(effects, missingInputs);
        return new Findings(effects, traces, missingInputs.byPath(), failed, gaps);
    }
}
