package dev.docket.service;

import dev.docket.decision.TraceLevel;
import dev.docket.journal.Journal;
import java.util.Optional;
import java.util.SortedSet;

/** Reads a recorded decision. */
public final class ReadDecision {
    private final Journal journal;
    private final Retelling retelling;

    /** What was found. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    public sealed interface Found {
        /** The decision as it was answered, or told at the wanted level. */
        record Told(byte[] answer) implements Found {}

        /** The wanted level needs the bundle that decided, and it cannot be used. */
        record BundleNotLoaded(String digest, String because) implements Found {}

        /** The wanted level needs to decide it again, and parts of the request are masked. */
        record Masked(SortedSet<String> paths) implements Found {}

        /** It was made, but what was asked and answered was dropped when its retention ended. */
        record Retired(String decisionId) implements Found {}
    }

    public ReadDecision(Journal journal, Retelling retelling) {
        this.journal = journal;
        this.retelling = retelling;
    }

    public boolean exists(String decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .isPresent();
    }

    /** The decision, unless there is none with this id. */
    public Optional<Found> byId(String decisionId, TraceLevel level) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .map(recorded -> switch (retelling.at(recorded.entry(), level)) {
                    case Retelling.Retold.Told told -> new Found.Told(Splice.withRecord(told.answer(), recorded));
                    case Retelling.Retold.Masked masked ->
                        new Found.Masked(recorded.entry().masked());
                    case Retelling.Retold.Untold untold ->
                        new Found.BundleNotLoaded(recorded.entry().bundleDigest(), untold.because());
                    case Retelling.Retold.Retired retired -> new Found.Retired(decisionId);
                });
    }
}
