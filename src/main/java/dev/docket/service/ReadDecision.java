package dev.docket.service;

import dev.docket.decision.TraceLevel;
import dev.docket.journal.Journal;
import java.util.Optional;

/** Reads a recorded decision. */
public final class ReadDecision {
    private final Journal journal;
    private final Retelling retelling;

    /** What was found. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    public sealed interface Found {
        /** The decision as it was answered, or told at the wanted level. */
        record Told(byte[] answer) implements Found {}

        /** The wanted level needs the bundle that decided, and it is not loaded. */
        record BundleNotLoaded(String digest) implements Found {}
    }

    public ReadDecision(Journal journal, Retelling retelling) {
        this.journal = journal;
        this.retelling = retelling;
    }

    /** The decision, unless there is none with this id. */
    public Optional<Found> byId(String decisionId, TraceLevel level) {
        return journal.findByDecisionId(decisionId).map(recorded -> retelling
                .at(recorded, level)
                .<Found>map(Found.Told::new)
                .orElseGet(() -> new Found.BundleNotLoaded(recorded.entry().bundleDigest())));
    }
}
