package dev.docket.change;

import static dev.docket.change.RefusedException.require;

import dev.docket.digest.Digest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * All changes of a store, as a pure function of their recorded steps: the same steps give the same log on every machine. A step
 * that must not count changes nothing, and says why.
 *
 * @param number of the last step that was looked at
 * @param last the hash of its record
 * @param changes by id
 * @param approved the policies that decided with approval and were not rolled back, the one that counts now last
 * @param emergency the policy that decides without approval, if any
 */
public record PolicyLog(
        long number,
        Digest last,
        SortedMap<String, Change> changes,
        List<Approved> approved,
        Optional<Emergency> emergency) {
    /** The longest time for which anything decides without approval. */
    public static final Duration LONGEST_EMERGENCY = Duration.ofDays(3);

    private static final Digest NOTHING = Digest.ofHex("0".repeat(64));

    /** Before the first step. */
    public static final PolicyLog EMPTY = new PolicyLog(0, NOTHING, new TreeMap<>(), List.of(), Optional.empty());

    public PolicyLog {
        changes = Collections.unmodifiableSortedMap(changes);
        approved = List.copyOf(approved);
    }

    /**
     * A policy that decided with approval.
     *
     * @param number of the step that promoted it
     */
    public record Approved(String digest, String changeId, long number) {}

    /** A policy that decides without approval until a time. */
    public record Emergency(String digest, String changeId, Instant until, String by, String reason) {}

    /** What became of a step. */
    public sealed interface Result {
        /** The log with this step looked at. */
        PolicyLog log();

        record Counts(PolicyLog log) implements Result {}

        /** It changes nothing. */
        record Refused(PolicyLog log, Refusal why, String because) implements Result {}
    }

    /** The digest of the policy approved last, which a candidate is compared with. */
    public String base() {
        return approved.isEmpty() ? Step.NO_BASE : approved.getLast().digest();
    }

    /** The digest of what is to decide at a time; nothing if nothing was ever approved. */
    public Optional<String> decides(Instant now) {
        return emergencyAt(now)
                .map(Emergency::digest)
                .or(() -> approved.isEmpty()
                        ? Optional.empty()
                        : Optional.of(approved.getLast().digest()));
    }

    /** The change whose candidate is to decide at a time; nothing if nothing was ever approved. */
    public Optional<String> decidingChange(Instant now) {
        return emergencyAt(now)
                .map(Emergency::changeId)
                .or(() -> approved.isEmpty()
                        ? Optional.empty()
                        : Optional.of(approved.getLast().changeId()));
    }

    /** What decides without approval at a time. */
    public Optional<Emergency> emergencyAt(Instant now) {
        return emergency.filter(one -> now.isBefore(one.until()));
    }

    /** The change that is in canary, as long as what it was compared with still counts. */
    public Optional<Change> inCanary() {
        return changes.values().stream()
                .filter(Change::isInCanary)
                .filter(change -> change.base().equals(base()))
                .findFirst();
    }

    /** The same at a time: while anything decides without approval, it decides for all orders. */
    public Optional<Change> inCanaryAt(Instant now) {
        return emergencyAt(now).isPresent() ? Optional.empty() : inCanary();
    }

    /** The log after the next step. */
    public Result after(Taken taken) {
        try {
            inOrder(taken);
        } catch (RefusedException refused) {
            // The chain itself is broken: nothing that follows can be believed to follow.
            return refused(refused);
        }
        PolicyLog seen = new PolicyLog(taken.number(), taken.record(), changes, approved, emergency);
        try {
            return new Result.Counts(seen.taken(taken));
        } catch (RefusedException refused) {
            return seen.refused(refused);
        }
    }

    private Result refused(RefusedException refused) {
        return new Result.Refused(this, refused.why(), String.valueOf(refused.getMessage()));
    }

    private void inOrder(Taken taken) throws RefusedException {
        require(
                taken.number() == number + 1,
                Refusal.OUT_OF_ORDER,
                "it is step %s, and the one before it is step %s".formatted(taken.number(), number));
        require(
                taken.after().equals(last),
                Refusal.NOT_THE_NEXT,
                "it names %s as the record before it, and that is %s".formatted(taken.after(), last));
    }

    private PolicyLog taken(Taken taken) throws RefusedException {
        require(
                taken.isByItsCaller(),
                Refusal.FOREIGN_IDENTITY,
                "it says it is by %s, and %s sent it".formatted(taken.step().by(), taken.caller()));
        require(
                !taken.step().by().equals(Step.GUARD) || taken.step() instanceof Step.CanaryEnded,
                Refusal.FOREIGN_IDENTITY,
                "the guard only ends canaries");
        return switch (taken.step()) {
            case Step.Proposed step -> proposed(taken, step);
            case Step.Checked step -> checked(taken, step);
            case Step.Submitted step -> submitted(taken, step);
            case Step.Approved step -> approvedBy(taken, step);
            case Step.Rejected step -> rejected(taken, step);
            case Step.Withdrawn step -> withdrawn(taken, step);
            case Step.Promoted step -> promoted(taken, step);
            case Step.RolledBack step -> rolledBack(taken, step);
            case Step.Emergency step -> inEmergency(taken, step);
            case Step.ShadowBegun step -> shadowBegun(taken, step);
            case Step.ShadowEnded step -> shadowEnded(taken, step);
            case Step.CanaryBegun step -> with(CanarySteps.begun(this, change(taken), taken, step));
            case Step.CanaryRaised step -> with(CanarySteps.raised(change(taken), step));
            case Step.CanaryEnded step -> with(CanarySteps.ended(change(taken), taken, step));
        };
    }

    private PolicyLog proposed(Taken taken, Step.Proposed step) throws RefusedException {
        require(
                !changes.containsKey(taken.changeId()),
                Refusal.EXISTS,
                "there is a change %s already".formatted(taken.changeId()));
        reason(step.reason());
        return with(Change.proposed(taken, step));
    }

    private PolicyLog checked(Taken taken, Step.Checked step) throws RefusedException {
        Change change = change(taken);
        require(
                change.state().isOpen(),
                Refusal.WRONG_STATE,
                "%s is %s, and can no longer be checked".formatted(change.id(), change.state()));
        base(step.base());
        // An approver sees what was recorded of it, or nothing.
        Dossier.@Nullable Shadow recorded = step.candidate().equals(change.candidate()) ? change.figures() : null;
        require(
                Objects.equals(step.dossier().shadow(), recorded),
                Refusal.OTHER_FIGURES,
                "its dossier has other figures of the shadow than were recorded");
        require(
                step.dossier().tried().equals(change.triedWith(step.candidate())),
                Refusal.OTHER_FIGURES,
                "its dossier has other figures of the canaries than were recorded");
        return with(change.checked(taken, step));
    }

    private PolicyLog submitted(Taken taken, Step.Submitted step) throws RefusedException {
        Change change = change(taken);
        require(
                change.state() == Change.State.CHECKED,
                Refusal.WRONG_STATE,
                "%s is %s; only a checked change can be submitted".formatted(change.id(), change.state()));
        same(change, step.candidate(), step.base(), step.dossier());
        Dossier dossier = checkedOf(change).dossier();
        require(
                dossier.check().problemCount() == 0,
                Refusal.CHECK_FAILED,
                "its check found %s problems".formatted(dossier.check().problemCount()));
        require(
                !dossier.people().isEmpty(),
                Refusal.NO_APPROVERS,
                "nobody may approve it: the policy that counts has no rules/approvals.yaml");
        return with(change.submitted(taken, step));
    }

    private PolicyLog approvedBy(Taken taken, Step.Approved step) throws RefusedException {
        Change change = change(taken);
        require(
                change.state() == Change.State.SUBMITTED || change.state() == Change.State.APPROVED,
                Refusal.WRONG_STATE,
                "%s is %s, and not before its approvers".formatted(change.id(), change.state()));
        same(change, step.candidate(), step.base(), step.dossier());
        require(
                step.submission().equals(change.submission()),
                Refusal.OTHER_SUBMISSION,
                "it approves the submission %s, and the present one is %s"
                        .formatted(step.submission(), change.submission()));
        require(
                !change.authors().contains(step.by()),
                Refusal.SELF_APPROVAL,
                "%s has a part in %s, and nobody approves their own change".formatted(step.by(), change.id()));
        Dossier.Person person = change.person(step.by())
                .orElseThrow(() -> new RefusedException(
                        Refusal.NO_APPROVER, "%s is not among those who may approve".formatted(step.by())));
        require(
                person.key().equals(step.key()),
                Refusal.OTHER_KEY,
                "it is signed with another key than that of %s".formatted(step.by()));
        Statement statement =
                new Statement(change.id(), step.base(), step.candidate(), step.dossier(), step.submission(), step.by());
        require(
                ApprovalKey.isSigned(statement.text(), step.signature(), step.key()),
                Refusal.BAD_SIGNATURE,
                "its signature is not that of %s over this submission".formatted(step.by()));
        require(
                change.approvals().stream().noneMatch(one -> one.by().equals(step.by())),
                Refusal.APPROVED_ALREADY,
                "%s has approved it already".formatted(step.by()));
        return with(change.approved(taken, step, person.roles()));
    }

    private PolicyLog rejected(Taken taken, Step.Rejected step) throws RefusedException {
        Change change = change(taken);
        require(
                change.state() == Change.State.SUBMITTED || change.state() == Change.State.APPROVED,
                Refusal.WRONG_STATE,
                "%s is %s, and not before its approvers".formatted(change.id(), change.state()));
        require(
                change.person(step.by()).isPresent(),
                Refusal.NO_APPROVER,
                "%s is not among those who may approve".formatted(step.by()));
        reason(step.reason());
        return with(change.withoutApprovals(Change.State.REJECTED, taken.at(), step.reason()));
    }

    private PolicyLog withdrawn(Taken taken, Step.Withdrawn step) throws RefusedException {
        Change change = change(taken);
        require(
                change.state().isOpen(),
                Refusal.WRONG_STATE,
                "%s is %s, and can no longer be withdrawn".formatted(change.id(), change.state()));
        reason(step.reason());
        return with(change.withoutApprovals(Change.State.WITHDRAWN, taken.at(), step.reason()));
    }

    private PolicyLog promoted(Taken taken, Step.Promoted step) throws RefusedException {
        Change change = change(taken);
        List<String> missing = change.missing();
        require(
                change.state() == Change.State.APPROVED || missing.isEmpty(),
                Refusal.APPROVALS_MISSING,
                "%s still needs the approval of: %s".formatted(change.id(), String.join(", ", missing)));
        require(
                change.state() == Change.State.APPROVED,
                Refusal.WRONG_STATE,
                "%s is %s; only an approved change can be promoted".formatted(change.id(), change.state()));
        require(
                step.candidate().equals(change.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it promotes %s, and %s was approved".formatted(step.candidate(), change.candidate()));
        base(step.base());
        base(change.base());
        CanarySteps.promotable(change);
        List<Approved> all = new ArrayList<>(approved);
        all.add(new Approved(change.candidate(), change.id(), taken.number()));
        Change done = change.in(Change.State.PROMOTED, taken.at(), "");
        return new PolicyLog(number, last, with(done).changes, all, Optional.empty());
    }

    private PolicyLog rolledBack(Taken taken, Step.RolledBack step) throws RefusedException {
        Change change = change(taken);
        reason(step.reason());
        Emergency now = emergencyAt(taken.at()).orElse(null);
        boolean endsEmergency = now != null;
        int left = approved.size() - (endsEmergency ? 0 : 1);
        require(left > 0, Refusal.NOTHING_BEFORE, "no policy was approved before this one");
        String from = now != null ? now.digest() : approved.getLast().digest();
        String changeId = now != null ? now.changeId() : approved.getLast().changeId();
        require(
                change.id().equals(changeId) && step.from().equals(from),
                Refusal.WRONG_STATE,
                "%s does not decide now; %s does".formatted(change.id(), changeId));
        require(
                step.to().equals(approved.get(left - 1).digest()),
                Refusal.OTHER_CANDIDATE,
                "the policy before it is %s".formatted(approved.get(left - 1).digest()));
        Change back = endsEmergency && change.state() != Change.State.PROMOTED
                ? change.in(change.state(), taken.at(), step.reason())
                : change.in(Change.State.ROLLED_BACK, taken.at(), step.reason());
        return new PolicyLog(number, last, with(back).changes, approved.subList(0, left), Optional.empty());
    }

    private PolicyLog inEmergency(Taken taken, Step.Emergency step) throws RefusedException {
        Change change = change(taken);
        reason(step.reason());
        require(change.state().isOpen(), Refusal.WRONG_STATE, "%s is %s".formatted(change.id(), change.state()));
        require(
                step.candidate().equals(change.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it activates %s, and the change is about %s".formatted(step.candidate(), change.candidate()));
        require(
                step.until().isAfter(taken.at())
                        && !step.until().isAfter(taken.at().plus(LONGEST_EMERGENCY)),
                Refusal.TOO_LONG,
                "an emergency lasts %s hours at most, and ends after it began".formatted(LONGEST_EMERGENCY.toHours()));
        Emergency begun = new Emergency(step.candidate(), change.id(), step.until(), step.by(), step.reason());
        return new PolicyLog(number, last, changes, approved, Optional.of(begun));
    }

    private PolicyLog shadowBegun(Taken taken, Step.ShadowBegun step) throws RefusedException {
        Change change = change(taken);
        Optional<Change> other =
                changes.values().stream().filter(Change::isInShadow).findFirst();
        require(
                change.state().isOpen() && other.isEmpty(),
                Refusal.WRONG_STATE,
                other.map(one -> "%s is in shadow; end that first".formatted(one.id()))
                        .orElse("%s is %s".formatted(change.id(), change.state())));
        require(
                step.candidate().equals(change.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it is about %s, and the change about %s".formatted(step.candidate(), change.candidate()));
        require(
                !step.from().isAfter(taken.at()),
                Refusal.TOO_LONG,
                "a shadow begins now or in the past, not at %s".formatted(step.from()));
        return with(change.in(new Change.Shadow(taken.number(), step.candidate(), step.from(), null)));
    }

    private PolicyLog shadowEnded(Taken taken, Step.ShadowEnded step) throws RefusedException {
        Change change = change(taken);
        Change.@Nullable Shadow shadow = change.shadow();
        if (shadow == null || !change.isInShadow()) {
            throw new RefusedException(Refusal.WRONG_STATE, "%s is not in shadow".formatted(change.id()));
        }
        require(
                step.candidate().equals(shadow.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it is about %s, and %s is in shadow".formatted(step.candidate(), shadow.candidate()));
        require(
                step.figures().from().equals(shadow.from()) && step.figures().isConsistent(),
                Refusal.OTHER_FIGURES,
                "its figures cannot be those of the shadow that began at %s".formatted(shadow.from()));
        return with(change.in(new Change.Shadow(shadow.number(), shadow.candidate(), shadow.from(), step.figures())));
    }

    private Change change(Taken taken) throws RefusedException {
        Change change = changes.get(taken.changeId());
        if (change == null) {
            throw new RefusedException(Refusal.UNKNOWN_CHANGE, "there is no change %s".formatted(taken.changeId()));
        }
        return change;
    }

    private static Change.Seen checkedOf(Change change) throws RefusedException {
        Change.@Nullable Seen seen = change.checked();
        if (seen == null) {
            throw new RefusedException(Refusal.WRONG_STATE, "%s was never checked".formatted(change.id()));
        }
        return seen;
    }

    private void base(String base) throws RefusedException {
        require(
                base.equals(base()),
                Refusal.STALE_BASE,
                "it was compared with %s, but %s was approved since. Check it again, then submit it again"
                        .formatted(base, base()));
    }

    private void same(Change change, String candidate, String base, String dossier) throws RefusedException {
        require(
                candidate.equals(change.candidate()),
                Refusal.OTHER_CANDIDATE,
                "it is about %s, and the change about %s".formatted(candidate, change.candidate()));
        require(
                base.equals(change.base()),
                Refusal.STALE_BASE,
                "it is about a comparison with %s, and the last one was with %s".formatted(base, change.base()));
        base(base);
        require(
                dossier.equals(checkedOf(change).digest()),
                Refusal.OTHER_DOSSIER,
                "it is about the dossier %s, and the present one is %s"
                        .formatted(dossier, checkedOf(change).digest()));
    }

    private static void reason(String reason) throws RefusedException {
        require(!reason.isBlank(), Refusal.NO_REASON, "it gives no reason");
    }

    private PolicyLog with(Change change) {
        SortedMap<String, Change> all = new TreeMap<>(changes);
        all.put(change.id(), change);
        return new PolicyLog(number, last, all, approved, emergency);
    }
}
