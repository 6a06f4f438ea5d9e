package dev.docket.change;

import static dev.docket.change.RefusedException.require;

import dev.docket.change.guard.Figures;
import dev.docket.change.guard.Verdict;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Whether a step of a canary counts, and what it makes of a change. */
final class CanarySteps {
    private CanarySteps() {}

    static Change begun(PolicyLog log, Change change, Taken taken, Step.CanaryBegun step) throws RefusedException {
        Optional<Change> other = log.inCanary();
        require(
                other.isEmpty(),
                Refusal.WRONG_STATE,
                other.map(one -> "%s is in canary; end that first".formatted(one.id()))
                        .orElse(""));
        require(
                change.state() == Change.State.APPROVED,
                Refusal.WRONG_STATE,
                "%s is %s; only an approved change can go into canary".formatted(change.id(), change.state()));
        require(
                !log.approved().isEmpty(),
                Refusal.NOTHING_BEFORE,
                "no policy was approved before this one, so nobody could decide for the other orders");
        about(change, step.candidate());
        require(
                step.base().equals(log.base()) && step.base().equals(change.base()),
                Refusal.STALE_BASE,
                "%s was approved against %s, and %s decides".formatted(change.id(), change.base(), log.base()));
        String problems = String.join("; ", step.selector().problems());
        require(problems.isEmpty(), Refusal.OTHER_SELECTOR, problems);
        String limits = String.join("; ", step.limits().problems());
        require(limits.isEmpty(), Refusal.NO_LIMITS, limits);
        return change.in(new Canary(
                taken.number(), taken.at(), step.candidate(), step.base(), step.selector(), step.limits(), null));
    }

    static Change raised(Change change, Step.CanaryRaised step) throws RefusedException {
        Canary canary = running(change);
        Integer share = canary.selector().share();
        require(share != null, Refusal.OTHER_SELECTOR, "it does not select by a share of the customers");
        Selector raised = canary.selector().raisedTo(step.share());
        String problems = String.join("; ", raised.problems());
        require(problems.isEmpty(), Refusal.OTHER_SELECTOR, problems);
        require(
                share != null && step.share() > share,
                Refusal.OTHER_SELECTOR,
                "its share is %s thousandths, and can only be raised: no customer goes back".formatted(share));
        return change.in(canary.with(raised));
    }

    static Change ended(Change change, Taken taken, Step.CanaryEnded step) throws RefusedException {
        Canary canary = running(change);
        about(change, step.candidate());
        Figures figures = step.figures();
        require(
                figures.follow(canary.limits()),
                Refusal.OTHER_FIGURES,
                "its counts do not say %s: %s".formatted(figures.verdict(), figures.line()));
        require(
                !step.by().equals(Step.GUARD) || figures.verdict() == Verdict.REGRESSION,
                Refusal.FOREIGN_IDENTITY,
                "the guard ends a canary only after a regression");
        Change ended = change.after(canary.endedWith(figures));
        return figures.verdict() == Verdict.REGRESSION
                ? ended.withoutApprovals(Change.State.REJECTED, taken.at(), figures.line())
                : ended;
    }

    /** Whether a change that was in canary came out of it well. */
    static void promotable(Change change) throws RefusedException {
        @Nullable Canary canary = change.canary();
        require(
                canary == null || canary.isHealthy(),
                Refusal.NOT_HEALTHY,
                canary != null && canary.figures() != null
                        ? "its canary was %s".formatted(canary.figures().line())
                        : "%s is in canary; end that first".formatted(change.id()));
    }

    private static Canary running(Change change) throws RefusedException {
        @Nullable Canary canary = change.canary();
        if (canary == null || !change.isInCanary()) {
            throw new RefusedException(Refusal.WRONG_STATE, "%s is not in canary".formatted(change.id()));
        }
        return canary;
    }

    private static void about(Change change, String candidate) throws RefusedException {
        require(
                candidate.equals(change.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it is about %s, and the change about %s".formatted(candidate, change.candidate()));
    }
}
