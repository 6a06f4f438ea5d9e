package dev.docket.service.change.canary;

import dev.docket.access.Sender;
import dev.docket.change.Canary;
import dev.docket.change.Change;
import dev.docket.change.Refusal;
import dev.docket.change.Selector;
import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.change.guard.Counts;
import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Guard;
import dev.docket.change.guard.Limits;
import dev.docket.decision.BundleProblem;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.change.ChangeLog;
import dev.docket.service.change.ChangeResult;
import dev.docket.service.change.RecordSteps;
import java.util.List;
import java.util.Optional;

/** Takes the steps of a canary, and reports on it. */
public final class RunCanary {
    private final ChangeLog changes;
    private final ApprovalGate gate;
    private final RecordSteps steps;
    private final LiveCanary live;
    private final WatchCanary watch;
    private final RecentOrders recent;

    public RunCanary(
            ChangeLog changes,
            ApprovalGate gate,
            RecordSteps steps,
            LiveCanary live,
            WatchCanary watch,
            RecentOrders recent) {
        this.changes = changes;
        this.gate = gate;
        this.steps = steps;
        this.live = live;
        this.watch = watch;
        this.recent = recent;
    }

    /**
     * What a canary came to so far.
     *
     * @param readings by limit
     * @param recent how many of the orders recorded last its selector matches
     */
    public record Seen(
            String changeId,
            Canary canary,
            boolean isRunning,
            Figures figures,
            List<Guard.Reading> readings,
            RecentOrders.Matched recent) {
        public Seen {
            readings = List.copyOf(readings);
        }

        /** What its figures cannot say. */
        public List<String> notKnown() {
            Counts counts = figures.counts();
            return List.of(
                    "Of %s orders, %s have no outcome yet, or one that says nothing of the decision: overrides are counted over the other %s."
                            .formatted(
                                    counts.orders(),
                                    counts.orders() - counts.overrides().all(),
                                    counts.overrides().all()),
                    "%s orders were held or rejected. What releasing them would have come to, no outcome will ever say: fewer overrides do not mean that a hold was right."
                            .formatted(counts.held()));
        }

        /** What may be wrong with it. */
        public List<String> warnings() {
            return recent.matched() > 0
                    ? List.of()
                    : List.of("The selector matches none of the %s orders recorded last.".formatted(recent.orders()));
        }
    }

    /** Lets an approved candidate decide for the orders that a selector matches, within limits. */
    public ChangeResult begin(String changeId, Selector selector, Limits limits, Sender sender) {
        if (!gate.isRequired()) {
            return new ChangeResult.Refused(
                    Refusal.WRONG_STATE,
                    "approval is not required here (docket.change.required), so any bundle may decide: activate it");
        }
        List<BundleProblem> problems = live.problems(changeId);
        if (!problems.isEmpty()) {
            return new ChangeResult.Unusable(problems);
        }
        return followed(steps.record(changeId, sender, log -> {
            Change change = log.changes().get(changeId);
            return new Step.CanaryBegun(
                    subject(sender), change == null ? "" : change.candidate(), log.base(), selector, limits);
        }));
    }

    /**
     * Lets it decide for more of the customers.
     *
     * @param share in thousandths
     */
    public ChangeResult raise(String changeId, int share, Sender sender) {
        return followed(steps.record(changeId, sender, log -> new Step.CanaryRaised(subject(sender), share)));
    }

    /** Ends it. What it came to is recorded; only after {@code HEALTHY} can the change be promoted as it is. */
    public ChangeResult end(String changeId, Sender sender) {
        return running(changeId)
                .map(canary -> {
                    Figures figures = watch.figuresOf(changeId, canary);
                    return followed(steps.record(
                            changeId,
                            sender,
                            log -> new Step.CanaryEnded(subject(sender), canary.candidate(), figures)));
                })
                .orElseGet(() -> changes.now().changes().containsKey(changeId)
                        ? new ChangeResult.Refused(Refusal.WRONG_STATE, "%s is not in canary".formatted(changeId))
                        : new ChangeResult.Unknown(changeId));
    }

    /** What the last canary of a change came to. Nothing if it never had one. */
    public Optional<Seen> seen(String changeId) {
        return Optional.ofNullable(changes.now().changes().get(changeId))
                .flatMap(change -> Optional.ofNullable(change.canary()).map(canary -> {
                    Figures figures = watch.figuresOf(changeId, canary);
                    return new Seen(
                            changeId,
                            canary,
                            change.isInCanary(),
                            figures,
                            new Guard(canary.limits()).readings(figures.counts()),
                            recent.matching(changeId, canary.selector()));
                }));
    }

    private Optional<Canary> running(String changeId) {
        return Optional.ofNullable(changes.now().changes().get(changeId))
                .filter(Change::isInCanary)
                .flatMap(change -> Optional.ofNullable(change.canary()));
    }

    // At once here; other services look every half second.
    private ChangeResult followed(ChangeResult result) {
        if (result instanceof ChangeResult.Done) {
            live.follow();
        }
        return result;
    }

    private static String subject(Sender sender) {
        return Taken.subjectOf(sender.caller()).orElse(sender.caller());
    }
}
