package dev.docket.service.change;

import dev.docket.change.Step;
import dev.docket.change.Taken;
import dev.docket.journal.record.Position;
import java.time.Instant;

/**
 * A step of a change, and the record that has it.
 *
 * @param hash of the record
 * @param caller who took it, with the credential
 * @param said the reason that they gave; empty for steps without one
 * @param key the public key of an approval, base64; empty for other steps
 * @param against why it does not count; empty if it does
 */
public record StepTaken(
        String stream,
        long sequence,
        String hash,
        Instant at,
        String caller,
        Step.Kind kind,
        String said,
        String key,
        String against) {
    static StepTaken of(Position position, Taken taken, String against) {
        return new StepTaken(
                position.stream(),
                position.sequence(),
                position.hash().toString(),
                taken.at(),
                taken.caller(),
                taken.step().kind(),
                said(taken.step()),
                taken.step() instanceof Step.Approved approved ? approved.key() : "",
                against);
    }

    private static String said(Step step) {
        return switch (step) {
            case Step.Proposed proposed -> proposed.reason();
            case Step.Rejected rejected -> rejected.reason();
            case Step.Withdrawn withdrawn -> withdrawn.reason();
            case Step.RolledBack back -> back.reason();
            case Step.Emergency emergency -> emergency.reason();
            case Step.Checked checked -> "";
            case Step.Submitted submitted -> "";
            case Step.Approved approved -> "";
            case Step.Promoted promoted -> "";
            case Step.ShadowBegun begun -> "";
            case Step.ShadowEnded ended -> "";
            case Step.CanaryBegun begun -> begun.selector().toString();
            case Step.CanaryRaised raised ->
                "%s.%s %% of the customers".formatted(raised.share() / 10, raised.share() % 10);
            case Step.CanaryEnded ended -> ended.figures().line();
        };
    }
}
