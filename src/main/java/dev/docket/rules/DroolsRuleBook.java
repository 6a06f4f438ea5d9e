package dev.docket.rules;

import dev.docket.decision.Arbitration;
import dev.docket.decision.Edition;
import dev.docket.decision.RuleBook;
import dev.docket.decision.Standing;
import dev.docket.decision.id.ExceptionCode;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.RuleDescription;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.order.Checkpoint;
import dev.docket.order.OrderSnapshot;
import dev.docket.order.RequestPath;
import dev.docket.rules.compile.KieCompiler;
import dev.docket.rules.compile.RuleCompilation;
import dev.docket.rules.data.ParameterBook;
import dev.docket.rules.evaluate.CompiledRule;
import dev.docket.rules.evaluate.Evaluation;
import dev.docket.rules.evaluate.Facts;
import dev.docket.rules.evaluate.Verdicts;
import dev.docket.rules.explain.Ceasing;
import dev.docket.rules.explain.RuleExplainer;
import dev.docket.rules.language.Condition;
import dev.docket.rules.language.ParsedRule;
import dev.docket.rules.language.ReadPaths;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.kie.api.builder.ReleaseId;

/**
 * The rules of one folder, compiled by Drools and evaluated condition by condition with three-valued logic.
 *
 * <p>Safe for use by any number of threads; {@link #close} frees the compiled classes.
 */
public final class DroolsRuleBook implements RuleBook, AutoCloseable {
    private final KieCompiler.Compiled compiled;
    private final List<CompiledRule> rules;
    private final Phase first;
    private final Phase across;
    private final Set<String> raisedAcross;
    private final ParameterBook parameters;
    private final Edition edition;
    private final Set<String> failedBefore = ConcurrentHashMap.newKeySet();

    DroolsRuleBook(KieCompiler.Compiled compiled, List<ParsedRule> parsed, ParameterBook parameters, Edition edition) {
        this.compiled = compiled;
        this.edition = edition;
        this.parameters = parameters;
        this.rules = parsed.stream()
                .sorted(Comparator.comparing(ParsedRule::id))
                .map(rule -> RuleCompilation.join(
                        rule,
                        Objects.requireNonNull(compiled.rules().get(rule.id())),
                        edition,
                        new RuleExplainer(rule)))
                .toList();
        this.first = Phase.of(
                rules.stream().filter(rule -> !rule.rule().isAcrossExceptions()).toList());
        this.across = Phase.of(
                rules.stream().filter(rule -> rule.rule().isAcrossExceptions()).toList());
        this.raisedAcross =
                across.rules().stream().flatMap(rule -> rule.codes().stream()).collect(Collectors.toUnmodifiableSet());
    }

    /** The rules that are evaluated together, also by the checkpoint at which they apply. */
    private record Phase(List<CompiledRule> rules, Map<Checkpoint, List<CompiledRule>> applicable) {
        static Phase of(List<CompiledRule> rules) {
            Map<Checkpoint, List<CompiledRule>> applicable = new EnumMap<>(Checkpoint.class);
            for (Checkpoint checkpoint : Checkpoint.values()) {
                applicable.put(
                        checkpoint,
                        rules.stream()
                                .filter(rule -> rule.appliesAt(checkpoint))
                                .toList());
            }
            return new Phase(rules, applicable);
        }

        /** Those that a trace of some level lists. */
        List<CompiledRule> traced(Checkpoint checkpoint, TraceLevel level) {
            return level == TraceLevel.FULL ? rules : Objects.requireNonNull(applicable.get(checkpoint));
        }
    }

    @Override
    public Edition edition() {
        return edition;
    }

    @Override
    public OrderSnapshot settled(OrderSnapshot received) {
        return received.inZone(parameters.timeZoneAt(received.now()));
    }

    @Override
    public Findings evaluate(OrderSnapshot snapshot, TraceLevel level) {
        return evaluate(first, snapshot, null, level);
    }

    @Override
    public Findings evaluateAcross(OrderSnapshot snapshot, Standing standing, TraceLevel level) {
        return evaluate(across, snapshot, standing, level);
    }

    private Findings evaluate(Phase phase, OrderSnapshot received, @Nullable Standing standing, TraceLevel level) {
        OrderSnapshot snapshot = settled(received);
        Set<String> raisedLater = standing == null ? raisedAcross : Set.of();
        Evaluation evaluation = new Evaluation(facts(snapshot, standing), level, edition, raisedLater, failedBefore);
        phase.traced(snapshot.checkpoint(), level).forEach(evaluation::run);
        return evaluation.findings();
    }

    private Facts facts(OrderSnapshot settled, @Nullable Standing standing) {
        return new Facts(settled, parameters.on(settled.asOfDate()), standing);
    }

    @Override
    public Iterator<RuleTrace> fullTrace(OrderSnapshot received, Standing standing) {
        OrderSnapshot snapshot = settled(received);
        Evaluation alone = Evaluation.forTrace(facts(snapshot, null), edition, failedBefore);
        Evaluation joint = Evaluation.forTrace(facts(snapshot, standing), edition, failedBefore);
        return new Verdicts(rules, rule -> rule.rule().isAcrossExceptions() ? joint : alone);
    }

    @Override
    public List<Firing> firings(OrderSnapshot received, Standing standing, int mostLines) {
        OrderSnapshot snapshot = settled(received);
        Facts alone = facts(snapshot, null);
        Facts joint = facts(snapshot, standing);
        LocalDate day = snapshot.asOfDate();
        return rules.stream()
                .filter(rule -> rule.appliesAt(snapshot.checkpoint())
                        && rule.rule().validity().covers(day))
                .flatMap(rule -> Ceasing.firings(rule, rule.rule().isAcrossExceptions() ? joint : alone, mostLines))
                .toList();
    }

    @Override
    public Arbitration arbitrationOn(LocalDate asOfDate) {
        return parameters.arbitrationOn(asOfDate);
    }

    /** Every rule as people see it, by id. */
    public List<RuleDescription> descriptions() {
        return rules.stream().map(DroolsRuleBook::describe).toList();
    }

    private static RuleDescription describe(CompiledRule compiled) {
        ParsedRule rule = compiled.rule();
        String raised = rule.effect().exceptionCode();
        return new RuleDescription(
                compiled.notApplicable().ruleId(),
                rule.owner(),
                rule.policy(),
                List.copyOf(rule.checkpoints()),
                rule.isPerLine(),
                rule.conditions().map(Condition::text).toList(),
                compiled.inputs().needed().stream().map(RequestPath::toString).toList(),
                List.copyOf(ReadPaths.of(rule)),
                List.copyOf(rule.parameterNames()),
                raised == null ? List.of() : List.of(new ExceptionCode(raised)),
                rule.effect().waives().stream().map(ExceptionCode::new).toList(),
                rule.effect().actions(),
                rule.effect().approvals(),
                rule.source(),
                rule.text(),
                rule.validity().from(),
                rule.validity().until());
    }

    public ParameterBook parameters() {
        return parameters;
    }

    /** Under which Drools keeps the compiled rules; a test makes a session of them. */
    ReleaseId releaseId() {
        return compiled.releaseId().orElseThrow();
    }

    public List<CompiledRule> rules() {
        return rules;
    }

    @Override
    public void close() {
        compiled.close();
    }
}
