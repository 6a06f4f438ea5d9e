package dev.docket.journal.record;

import dev.docket.access.Sender;
import dev.docket.decision.id.DecisionId;
import java.time.Instant;

/**
 * What people then did with the order. Added to the journal; the decision's record never changes.
 *
 * @param decisionId the id of a recorded decision
 * @param outcome a word such as RELEASED
 * @param sender who reported it
 * @param document the whole feedback, UTF-8 JSON
 */
public record OutcomeEntry(DecisionId decisionId, String outcome, Instant at, Sender sender, Payload document)
        implements Entry {
    /** An outcome that did not come in a call. */
    public OutcomeEntry(DecisionId decisionId, String outcome, Instant at, String caller, Payload document) {
        this(decisionId, outcome, at, Sender.named(caller), document);
    }

    @Override
    public String caller() {
        return sender.caller();
    }

    /** Whether it says the same about the same decision. */
    public boolean repeats(OutcomeEntry other) {
        return decisionId.equals(other.decisionId) && document.hash().equals(other.document.hash());
    }
}
