package dev.docket.service.proof;

import dev.docket.decision.id.DecisionId;
import dev.docket.journal.Journal;
import dev.docket.journal.Log;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.RecordHeader;
import dev.docket.journal.record.Recorded;
import dev.docket.service.StoreUnavailableException;
import java.util.List;
import java.util.Optional;

/** Proves that a decision is recorded, and that nothing recorded earlier has changed since. */
public final class ProveRecords {
    private final Journal journal;
    private final Checkpoints checkpoints;

    public ProveRecords(Journal journal, Checkpoints checkpoints) {
        this.journal = journal;
        this.checkpoints = checkpoints;
    }

    /**
     * An inclusion proof for a record (RFC 9162, 2.1.3).
     *
     * @param header the canonical JSON whose leaf hash is the record's hash
     * @param leaf the leaf index, from 0
     * @param checkpoint the signed note over {@code size} records
     * @param path from the leaf to the root, {@code sha256:} and hex
     */
    @SuppressWarnings("ArrayRecordComponent") // on its way out; never compared
    public record Inclusion(
            String stream, byte[] header, String hash, long leaf, long size, List<String> path, String checkpoint)
            implements Proof {}

    /** What can be said of whether a record is in its stream. */
    public sealed interface Proof {}

    /** The record is there; the checkpoint that proves it is signed in a moment. */
    public record SignedSoon() implements Proof {}

    /** A consistency proof: the earlier records are unchanged (RFC 9162, 2.1.4). */
    public record Consistency(String stream, long from, String fromRoot, long to, String toRoot, List<String> path) {}

    /** The key that verifies log checkpoints, in C2SP form. @throws StoreUnavailableException if it is not available */
    public String verifierKey() {
        return StoreUnavailableException.reading(() -> checkpoints.verifier().text());
    }

    /** The proof for a decision, if one has this id. */
    public Optional<Proof> inclusion(DecisionId decisionId) {
        return StoreUnavailableException.reading(
                () -> journal.findByDecisionId(decisionId).map(this::inclusion));
    }

    /** The latest log checkpoint of this service's stream, a signed note. */
    public String checkpoint() {
        return StoreUnavailableException.reading(() ->
                journal.log().latestCheckpoint().orElseGet(checkpoints::sign).note());
    }

    /**
     * The proof between two sizes of this service's stream.
     *
     * @param to empty for the size of the latest log checkpoint
     * @return empty if the stream has fewer records, or {@code from} is the larger one
     */
    public Optional<Consistency> consistency(long from, Optional<Long> to) {
        return StoreUnavailableException.reading(() -> {
            Log log = journal.log();
            long newer = to.orElseGet(
                    () -> log.latestCheckpoint().map(Log.StoredCheckpoint::size).orElseGet(log::size));
            if (from < 0 || from > newer || newer > log.size()) {
                return Optional.empty();
            }
            MerkleTree tree = new MerkleTree(newer, log.subtrees());
            return Optional.of(new Consistency(
                    log.stream(),
                    from,
                    new MerkleTree(from, log.subtrees()).root().toString(),
                    newer,
                    tree.root().toString(),
                    texts(tree.consistencyProof(from))));
        });
    }

    private Proof inclusion(Recorded<DecisionEntry> recorded) {
        var position = recorded.position();
        Log log = journal.logs().stream()
                .filter(one -> one.stream().equals(position.stream()))
                .findFirst()
                .orElseThrow();
        // Other services sign their own streams, at their own pace.
        boolean isOurs = log.stream().equals(journal.log().stream());
        var checkpoint = isOurs
                ? checkpoints.covering(position.sequence())
                : log.latestCheckpoint().filter(latest -> latest.size() >= position.sequence());
        if (isOurs && checkpoint.isEmpty()) {
            return new SignedSoon();
        }
        long size = checkpoint.map(Log.StoredCheckpoint::size).orElseGet(log::size);
        long leaf = position.sequence() - 1;
        return new Inclusion(
                position.stream(),
                RecordHeader.json(recorded.entry(), position.stream(), position.sequence(), position.previous()),
                position.hash().toString(),
                leaf,
                size,
                texts(new MerkleTree(size, log.subtrees()).inclusionProof(leaf)),
                checkpoint.map(Log.StoredCheckpoint::note).orElse(""));
    }

    private static List<String> texts(List<Hash> hashes) {
        return hashes.stream().map(Hash::toString).toList();
    }
}
