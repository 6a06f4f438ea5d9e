package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.Pin;
import dev.docket.decision.Decision;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.decision.rule.Verdict;
import dev.docket.digest.RequestDigest;
import dev.docket.journal.record.CanaryArm;
import dev.docket.journal.record.CanaryArm.Part;
import dev.docket.json.Heading;
import dev.docket.service.Request;
import dev.docket.service.canary.Softer;
import dev.docket.service.canary.Split;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * Decides an order with the base, and with the candidate if it is part of a canary. One of the two answers is given as it is,
 * never a mixture: whoever decides the order again with the bundle that the record names gets the same bytes.
 */
final class Trial {
    private final Request request;
    private final RequestDigest digest;
    private final Instant receivedAt;
    private final TraceLevel level;

    /** The answer that is given, and the bundle whose it is. */
    record Given(Bundle bundle, Answer.Pair answers, Optional<CanaryArm> arm) {}

    Trial(Request request, RequestDigest digest, Instant receivedAt, TraceLevel level) {
        this.request = request;
        this.digest = digest;
        this.receivedAt = receivedAt;
        this.level = level;
    }

    Given decide(Pin base, Split.Part part) {
        Answer.Pair ofBase = answers(base);
        return part.running()
                .map(running -> part.candidate()
                        .map(candidate -> compared(running, base, ofBase, candidate))
                        .orElseGet(() -> new Given(
                                base.bundle(),
                                ofBase,
                                Optional.of(CanaryArm.base(running.changeId(), running.step())))))
                .orElseGet(() -> new Given(base.bundle(), ofBase, Optional.empty()));
    }

    private Given compared(Split.Running running, Pin base, Answer.Pair ofBase, Pin candidate) {
        String disposition = disposition(ofBase);
        long began = System.nanoTime();
        Optional<Answer.Pair> ofCandidate = tried(candidate);
        long micros = Duration.ofNanos(System.nanoTime() - began).toNanos() / 1000;
        if (ofCandidate.isEmpty()) {
            return new Given(
                    base.bundle(),
                    ofBase,
                    Optional.of(new CanaryArm(
                            running.changeId(), running.step(), Part.CANDIDATE_FAILED, disposition, "", micros)));
        }
        boolean isSofter = Softer.isSofter(
                ofCandidate.get().recorded().decision(), ofBase.recorded().decision());
        (isSofter ? ofCandidate.get() : ofBase).wanted().drop();
        return new Given(
                (isSofter ? base : candidate).bundle(),
                isSofter ? ofBase : ofCandidate.get(),
                Optional.of(new CanaryArm(
                        running.changeId(),
                        running.step(),
                        isSofter ? Part.BASE_STRICTER : Part.CANDIDATE,
                        disposition,
                        disposition(ofCandidate.get()),
                        micros)));
    }

    // Whatever a candidate does wrong, the order is decided: by the base.
    private Optional<Answer.Pair> tried(Pin candidate) {
        try {
            Answer.Pair answers = answers(candidate);
            if (answers.recorded().decision().trace().rules().stream()
                    .noneMatch(rule -> rule.verdict() == Verdict.ERROR)) {
                return Optional.of(answers);
            }
            answers.wanted().drop();
            return Optional.empty();
        } catch (RuntimeException defect) {
            return Optional.empty();
        }
    }

    private Answer.Pair answers(Pin pin) {
        Heading heading = Answer.heading(
                request.snapshot(), digest, receivedAt, pin.bundle().id());
        return Answer.Pair.under(heading, request, pin.bundle(), pin, level);
    }

    private static String disposition(Answer.Pair answers) {
        Decision decision = answers.recorded().decision();
        return decision.recommendation().disposition().name();
    }
}
