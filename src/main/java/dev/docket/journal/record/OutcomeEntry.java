package dev.docket.journal.record;

import java.time.Instant;

/**
 * What a person then did with the order. It is added to the record of the decision and never changes it.
 *
 * @param decisionId of a recorded decision
 * @param outcome a word such as RELEASED
 * @param document the whole feedback, UTF-8 JSON
 */
public record OutcomeEntry(String decisionId, String outcome, Instant at, String caller, Payload document)
        implements Entry {
    /** Whether it says about the same decision what another one says. */
    public boolean repeats(OutcomeEntry other) {
        return decisionId.equals(other.decisionId) && document.hash().equals(other.document.hash());
    }
}
