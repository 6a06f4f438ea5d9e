package dev.docket.journal;

import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.Checkpoint;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/** Signs what the journal's stream holds. Safe for use by any number of threads. */
public final class Checkpoints {
    private final Journal journal;
    private final NoteSigner signer;
    private final InstantSource clock;

    public Checkpoints(Journal journal, NoteSigner signer, InstantSource clock) {
        this.journal = journal;
        this.signer = signer;
        this.clock = clock;
    }

    /** The key that verifies them. */
    public NoteVerifier verifier() {
        return signer.verifier();
    }

    /**
     * The latest checkpoint, signed now unless nothing was recorded since the last one.
     *
     * @throws ChangedLogException if the stream does not go on from the last one
     */
    public synchronized StoredCheckpoint sign() {
        var log = journal.log();
        long size = log.size();
        var latest = log.latestCheckpoint();
        if (latest.isPresent() && latest.get().size() == size) {
            return latest.get();
        }
        latest.ifPresent(checkpoint -> ensureUnchanged(log, checkpoint, size));
        var root = new MerkleTree(size, log.subtrees()).root();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        var note = signer.sign(new Checkpoint(Log.origin(log.stream()), size, root, now).text());
        var signed = new StoredCheckpoint(size, root, now, note);
        journal.keep(signed).join();
        return signed;
    }

    /** A checkpoint that is over a record; signed now if need be. */
    public StoredCheckpoint covering(long sequence) {
        Optional<StoredCheckpoint> latest = journal.log().latestCheckpoint();
        return latest.filter(checkpoint -> checkpoint.size() >= sequence).orElseGet(this::sign);
    }

    // Signing what was changed would give the change a good name.
    private static void ensureUnchanged(Log log, StoredCheckpoint checkpoint, long size) {
        if (size < checkpoint.size()
                || !new MerkleTree(checkpoint.size(), log.subtrees()).root().equals(checkpoint.root())) {
            throw new ChangedLogException(
                    "The journal's stream %s does not go on from its checkpoint of %s over %d records; no new one is signed.%nRun './docket journal verify', and keep the files: they are evidence."
                            .formatted(log.stream(), checkpoint.at(), checkpoint.size()));
        }
    }

    /** The records are not those that were signed for. */
    public static final class ChangedLogException extends RuntimeException {
        ChangedLogException(String message) {
            super(message);
        }
    }
}
