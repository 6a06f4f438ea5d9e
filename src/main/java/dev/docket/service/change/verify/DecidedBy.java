package dev.docket.service.change.verify;

import dev.docket.change.Canary;
import dev.docket.change.Change;
import dev.docket.change.PolicyLog;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.DecisionEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What was to decide when, as the promotions, rollbacks and emergencies of a log say. Within the stream that recorded a step its
 * place counts, whatever the clocks said; other streams are compared by time.
 */
final class DecidedBy {
    /** So long may requests in flight, and services that follow, go on with the policy before. */
    private static final Duration FOLLOWING = Duration.ofSeconds(2);

    private final List<Turn> turns = new ArrayList<>();

    /** Whether a policy was approved when it decided. */
    enum Standing {
        APPROVED,
        EMERGENCY,
        UNAPPROVED
    }

    /**
     * A step after which something else decides.
     *
     * @param base what decides again once an emergency is over
     * @param canary the change whose candidate decides for a part of the orders, unless there is an emergency
     */
    private record Turn(
            String stream,
            long sequence,
            Instant at,
            String decides,
            String changeId,
            Optional<PolicyLog.Emergency> emergency,
            String base,
            Optional<Change> canary) {
        // After most steps the same decides as before.
        boolean isLike(Turn other) {
            return decides.equals(other.decides)
                    && changeId.equals(other.changeId)
                    && emergency.equals(other.emergency)
                    && base.equals(other.base)
                    && canary.map(Change::canary).equals(other.canary.map(Change::canary));
        }

        boolean isBefore(String otherStream, long otherSequence, Instant time) {
            return stream.equals(otherStream) ? sequence < otherSequence : !at.isAfter(time);
        }
    }

    /** Why a record may have been decided as it was. */
    record Verdict(Standing standing, String changeId, String because) {}

    /** Notes what decides after a step that counts. */
    void note(String stream, long sequence, Instant at, PolicyLog after) {
        after.decides(at)
                .map(digest -> new Turn(
                        stream,
                        sequence,
                        at,
                        digest,
                        after.decidingChange(at).orElse(""),
                        after.emergencyAt(at),
                        after.base(),
                        after.inCanary()))
                .filter(turn -> turns.isEmpty() || !turn.isLike(turns.getLast()))
                .ifPresent(turns::add);
    }

    /** What is to be said of a decision. */
    Verdict verdict(String stream, long sequence, DecisionEntry decision) {
        Instant at = decision.at();
        List<Turn> before = turns.stream()
                .filter(turn -> turn.isBefore(stream, sequence, at))
                .toList();
        if (before.isEmpty()) {
            return new Verdict(Standing.UNAPPROVED, "", "no policy had been approved yet");
        }
        Turn last = before.getLast();
        Optional<Verdict> now = under(last, at, decision);
        if (now.isPresent()) {
            return now.get();
        }
        boolean isFollowing = !at.isAfter(last.at().plus(FOLLOWING));
        Optional<Verdict> previously = before.size() > 1 && isFollowing
                ? under(before.get(before.size() - 2), last.at(), decision)
                : Optional.empty();
        return previously.orElseGet(() ->
                new Verdict(Standing.UNAPPROVED, "", "%s was to decide since %s".formatted(last.decides(), last.at())));
    }

    private static Optional<Verdict> under(Turn turn, Instant at, DecisionEntry decision) {
        String bundle = decision.bundleDigest().text();
        Optional<PolicyLog.Emergency> emergency = turn.emergency();
        Optional<Verdict> canary = turn.canary()
                .filter(change -> isOf(change, decision))
                .map(change -> new Verdict(Standing.APPROVED, change.id(), "in canary"));
        if (canary.isPresent()
                && emergency.filter(one -> at.isBefore(one.until())).isEmpty()) {
            return canary;
        }
        if (emergency.isEmpty()) {
            return bundle.equals(turn.decides())
                    ? Optional.of(new Verdict(Standing.APPROVED, turn.changeId(), ""))
                    : Optional.empty();
        }
        Instant until = emergency.get().until();
        if (bundle.equals(turn.decides())) {
            return at.isBefore(until.plus(FOLLOWING))
                    ? Optional.of(new Verdict(
                            Standing.EMERGENCY, turn.changeId(), emergency.get().reason()))
                    : Optional.of(
                            new Verdict(Standing.UNAPPROVED, turn.changeId(), "the emergency was over at " + until));
        }
        return bundle.equals(turn.base()) && !at.isBefore(until)
                ? Optional.of(new Verdict(Standing.APPROVED, "", "after the emergency"))
                : Optional.empty();
    }

    // Only what its record says was decided in this canary, by the candidate.
    private static boolean isOf(Change change, DecisionEntry decision) {
        Canary canary = change.canary();
        return canary != null
                && canary.candidate().equals(decision.bundleDigest().text())
                && decision.arm()
                        .filter(arm -> arm.part() == CanaryArm.Part.CANDIDATE
                                && arm.changeId().equals(change.id())
                                && arm.step() == canary.number())
                        .isPresent();
    }
}
