package dev.docket.service.search;

import dev.docket.decision.id.DecisionId;
import dev.docket.decision.rule.TraceLevel;
import dev.docket.digest.Digest;
import dev.docket.journal.Journal;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.decide.Retelling;
import dev.docket.service.decide.Splice;
import java.util.Optional;
import java.util.SortedSet;

/** Reads a recorded decision. */
public final class ReadDecision {
    private final Journal journal;
    private final Retelling retelling;

    /** The result. */
    @SuppressWarnings("ArrayRecordComponent") // answers on their way out; never compared
    public sealed interface Found {
        /** The decision at the requested trace level. */
        record Told(byte[] answer) implements Found {}

        /** The requested level needs the recorded bundle, which cannot be used. */
        record BundleNotLoaded(Digest digest, String because) implements Found {}

        /** The requested level needs the order decided again, but parts of the request are masked. */
        record Masked(SortedSet<String> paths) implements Found {}

        /** Request and answer were deleted when their retention period ended. */
        record Retired(DecisionId decisionId) implements Found {}
    }

    public ReadDecision(Journal journal, Retelling retelling) {
        this.journal = journal;
        this.retelling = retelling;
    }

    public boolean exists(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .isPresent();
    }

    /** The decision, if one has this id. */
    public Optional<Found> byId(DecisionId decisionId, TraceLevel level) {
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
