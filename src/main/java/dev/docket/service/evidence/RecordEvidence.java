package dev.docket.service.evidence;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.JournalReader;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import dev.docket.service.proof.ProveRecords;
import dev.docket.service.search.ExportRecords;
import java.util.List;
import java.util.Optional;

/** One decision with everything that verifies its record, for someone without Docket. */
public final class RecordEvidence {
    private final JournalReader journal;
    private final ProveRecords prove;

    public RecordEvidence(JournalReader journal, ProveRecords prove) {
        this.journal = journal;
        this.prove = prove;
    }

    /** What can be had of it. */
    public sealed interface Evidence {
        /**
         * All of it.
         *
         * @param row the record with payloads and path, as a row of an evidence pack
         * @param checkpoint the signed note that the path leads to; empty if its service has not signed one yet
         * @param key the key of that signature in C2SP form; empty if another service has it
         */
        @SuppressWarnings("ArrayRecordComponent") // on its way out; never compared
        record Complete(byte[] row, String checkpoint, String key) implements Evidence {}

        /** The checkpoint that proves it is signed in a moment. */
        record SignedSoon() implements Evidence {}
    }

    /** The evidence of a decision, if one has this id. @throws StoreUnavailableException if the journal cannot be read */
    public Optional<Evidence> of(DecisionId decisionId) {
        return StoreUnavailableException.reading(() -> journal.findByDecisionId(decisionId))
                .flatMap(recorded -> prove.inclusion(decisionId).map(proof -> evidence(recorded, proof)));
    }

    private Evidence evidence(Recorded<DecisionEntry> recorded, ProveRecords.Proof proof) {
        return switch (proof) {
            case ProveRecords.SignedSoon soon -> new Evidence.SignedSoon();
            case ProveRecords.Inclusion inclusion -> {
                List<Hash> path = inclusion.path().stream().map(Hash::parse).toList();
                String key = prove.verifierKey();
                String origin = inclusion.checkpoint().lines().findFirst().orElse("");
                yield new Evidence.Complete(
                        ExportRecords.json(recorded, path),
                        inclusion.checkpoint(),
                        key.startsWith(origin + "+") && !origin.isEmpty() ? key : "");
            }
        };
    }
}
