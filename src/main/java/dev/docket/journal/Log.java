package dev.docket.journal;

import dev.docket.journal.merkle.Checkpoint;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.merkle.Subtrees;
import dev.docket.journal.record.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One stream of records as a verifiable log. */
public interface Log {
    /** What the name of every docket log begins with. */
    String ORIGIN = "docket/";

    /** Names it among all logs. */
    String stream();

    /** How many records it has: the sequence of the last one. */
    long size();

    /** The hashes as they are stored; whoever wants to know whether they are true computes them from the records. */
    Subtrees subtrees();

    /** The position of a record, unless the log does not have it. */
    Optional<Position> position(long sequence);

    /** The signed note over its last record; nothing if none was signed yet. */
    Optional<String> head();

    /** The latest signed checkpoint, unless there is none yet. */
    Optional<StoredCheckpoint> latestCheckpoint();

    /** Every signed checkpoint from the oldest on. */
    List<StoredCheckpoint> checkpoints();

    /** The name of the log with this stream, unique among all. */
    static String origin(String stream) {
        return ORIGIN + stream;
    }

    /** The stream of the log with a name; the whole name if it is none of ours. */
    static String streamOf(String origin) {
        return origin.startsWith(ORIGIN) ? origin.substring(ORIGIN.length()) : origin;
    }

    /**
     * A signed checkpoint.
     *
     * @param size how many records it is over
     * @param note as it was signed
     */
    record StoredCheckpoint(long size, Hash root, Instant at, String note) {
        /** What the note says; nothing if it is none. */
        public Optional<Checkpoint> said() {
            return SignedNote.parse(note).flatMap(signed -> Checkpoint.parse(signed.text()));
        }
    }
}
