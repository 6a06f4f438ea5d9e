package dev.docket.service.change;

import dev.docket.change.PolicyLog;
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
     */
    private record Turn(
            String stream,
            long sequence,
            Instant at,
            String decides,
            String changeId,
            Optional<PolicyLog.Emergency> emergency,
            String base) {
        boolean isBefore(String otherStream, long otherSequence, Instant time) {
            return stream.equals(otherStream) ? sequence < otherSequence : !at.isAfter(time);
        }
    }

    /** Why a record may have been decided as it was. */
    record Verdict(Standing standing, String changeId, String because) {}

    /** Notes a step that counts. */
    void note(String stream, long sequence, Instant at, String changeId, PolicyLog after) {
        Optional<String> decides = after.decides(at);
        decides.ifPresent(digest ->
                turns.add(new Turn(stream, sequence, at, digest, changeId, after.emergencyAt(at), after.base())));
    }

    /** What is to be said of a record that a bundle decided. */
    Verdict verdict(String stream, long sequence, Instant at, String bundle) {
        List<Turn> before = turns.stream()
                .filter(turn -> turn.isBefore(stream, sequence, at))
                .toList();
        if (before.isEmpty()) {
            return new Verdict(Standing.UNAPPROVED, "", "no policy had been approved yet");
        }
        Turn last = before.getLast();
        Optional<Verdict> now = under(last, at, bundle);
        if (now.isPresent()) {
            return now.get();
        }
        boolean isFollowing = !at.isAfter(last.at().plus(FOLLOWING));
        Optional<Verdict> previously = before.size() > 1 && isFollowing
                ? under(before.get(before.size() - 2), last.at(), bundle)
                : Optional.empty();
        return previously.orElseGet(() ->
                new Verdict(Standing.UNAPPROVED, "", "%s was to decide since %s".formatted(last.decides(), last.at())));
    }

    private static Optional<Verdict> under(Turn turn, Instant at, String bundle) {
        Optional<PolicyLog.Emergency> emergency = turn.emergency();
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
}
