package dev.docket.decision;

import dev.docket.decision.rule.Effect;
import dev.docket.decision.rule.Findings;
import dev.docket.decision.rule.Firing;
import dev.docket.decision.rule.RuleTrace;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.taxonomy.ActionCatalogue;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.taxonomy.Taxonomy;
import dev.docket.decision.urgency.Classifier;
import dev.docket.decision.urgency.LossPolicy;
import dev.docket.decision.urgency.Opinion;
import dev.docket.decision.urgency.Priority;
import dev.docket.decision.urgency.Stakes;
import dev.docket.order.Line;
import dev.docket.order.OrderSnapshot;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;

/**
 * Decides one order. A pure function of the snapshot and its collaborators. Thread-safe.
 *
 * <p>Never reads a clock: the snapshot's {@code asOf} is the only "now".
 */
public final class Decider {
    private final RuleBook rules;
    private final Classifier classifier;
    private final Taxonomy taxonomy;
    private final ActionCatalogue actions;

    public Decider(RuleBook rules, Classifier classifier, Taxonomy taxonomy, ActionCatalogue actions) {
        this.rules = rules;
        this.classifier = classifier;
        this.taxonomy = taxonomy;
        this.actions = actions;
    }

    /** The same with another classifier. */
    public Decider with(Classifier other) {
        return new Decider(rules, other, taxonomy, actions);
    }

    /** What outcomes cost on a day, and how much loss makes which class. */
    public LossPolicy lossPolicyOn(LocalDate day) {
        return rules.arbitrationOn(day).lossPolicy();
    }

    /**
     * Decides the order.
     *
     * @param received a valid order with {@code asOf} settled
     * @param level how much the trace explains
     */
    public Decision decide(OrderSnapshot received, TraceLevel level) {
        Weighed weighed = weigh(rules.settled(received), level);
        Findings findings = weighed.findings();
        Ledger ledger = weighed.ledger();
        Arbitration arbitration = weighed.arbitration();
        Opinion opinion = weighed.opinion();
        Arbiter arbiter = weighed.arbiter();
        Priority priority = Prioritiser.weigh(ledger, opinion, arbitration.priorityCost());
        return new Decision(
                recommend(weighed.snapshot(), ledger, arbiter.disposition(), arbitration, priority),
                ledger.exceptions(),
                priority,
                new DecisionTrace(
                        findings.rules(),
                        arbiter.steps(),
                        findings.missingInputs(),
                        opinion.model(),
                        opinion.snapshot()),
                opinion.measured());
    }

    /** What a decision is made of. */
    private record Weighed(
            OrderSnapshot snapshot,
            Findings findings,
            Ledger ledger,
            Arbitration arbitration,
            Opinion opinion,
            Arbiter arbiter) {}

    private Weighed weigh(OrderSnapshot snapshot, TraceLevel level) {
        Findings first = rules.evaluate(snapshot, level);
        Ledger beforeAcross = Ledger.of(first.effects(), taxonomy, actions);
        Findings across = rules.evaluateAcross(snapshot, beforeAcross.standing(), level);
        Findings findings = first.and(across);
        Ledger ledger = across.effects().isEmpty() ? beforeAcross : Ledger.of(findings.effects(), taxonomy, actions);

        Arbitration arbitration = rules.arbitrationOn(snapshot.asOfDate());
        Opinion opinion = classifier.assess(snapshot, new Stakes(arbitration.lossPolicy(), ledger.standingCodes()));
        Arbiter arbiter = new Arbiter()
                .rules(ledger, findings.failedRules())
                .gaps(findings.gaps())
                .classifier(opinion, arbitration.reviewProbability());
        return new Weighed(snapshot, findings, ledger, arbitration, opinion, arbiter);
    }

    /** Why the order's disposition is what it is. */
    public Grounds grounds(OrderSnapshot received) {
        Weighed weighed = weigh(rules.settled(received), TraceLevel.FIRED);
        return Grounds.of(
                weighed.arbiter().disposition(),
                weighed.findings(),
                weighed.opinion(),
                weighed.arbitration().reviewProbability(),
                taxonomy,
                actions);
    }

    /**
     * The rules that fire, with what would keep each from firing.
     *
     * @param mostLines of how many lines at most each rule is listed
     */
    public List<Firing> firings(OrderSnapshot received, int mostLines) {
        return rules.firings(rules.settled(received), standing(rules, received, taxonomy, actions), mostLines);
    }

    /** The rules of the order's full trace, evaluated again as they are asked for; for one thread. */
    public Iterator<RuleTrace> fullTrace(OrderSnapshot received) {
        OrderSnapshot snapshot = rules.settled(received);
        return rules.fullTrace(snapshot, standing(rules, received, taxonomy, actions));
    }

    /** What stands before the rules across exceptions run. */
    public static Standing standing(
            RuleBook rules, OrderSnapshot received, Taxonomy taxonomy, ActionCatalogue actions) {
        Findings first = rules.evaluate(rules.settled(received), TraceLevel.NONE);
        return Ledger.of(first.effects(), taxonomy, actions).standing();
    }

    private Recommendation recommend(
            OrderSnapshot snapshot,
            Ledger ledger,
            Disposition disposition,
            Arbitration arbitration,
            Priority priority) {
        NotedException worst = ledger.worst();
        List<Recommendation.ProposedAction> proposed = proposed(snapshot, ledger, arbitration);
        return new Recommendation(
                disposition,
                disposition.automation(),
                worst == null ? "NONE" : worst.entry().queue(),
                worst == null ? null : dueAt(snapshot, worst.entry()),
                Summary.of(disposition, worst, rules.edition(), proposed, actions, priority),
                proposed,
                ledger.approvals());
    }

    private Instant dueAt(OrderSnapshot snapshot, Taxonomy.Entry entry) {
        return taxonomy.calendars().after(entry.queue(), snapshot.now(), entry.sla(), snapshot.calendar());
    }

    private static List<Recommendation.ProposedAction> proposed(
            OrderSnapshot snapshot, Ledger ledger, Arbitration arbitration) {
        Set<Ledger.Entry> preferredRemedies = new Remedies(arbitration.shortageRemedyOrder(), ledger.actions())
                .preferredFor(shortLines(snapshot.order().lines()));
        List<Recommendation.ProposedAction> proposed =
                new ArrayList<>(ledger.actions().size());
        for (Ledger.Entry entry : ledger.actions()) {
            Effect.Action action = entry.action();
            boolean preferred = entry.stands() && (!action.remediesShortage() || preferredRemedies.contains(entry));
            proposed.add(new Recommendation.ProposedAction(
                    action.type(),
                    entry.definition().actionClass(),
                    action.line(),
                    action.parameters(),
                    action.ruleId(),
                    preferred,
                    entry.waivedBy()));
        }
        return List.copyOf(proposed);
    }

    private static List<Integer> shortLines(List<Line> lines) {
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).isKnownShort())
                .boxed()
                .toList();
    }
}
