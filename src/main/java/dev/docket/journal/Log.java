package dev.docket.journal;

import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.merkle.Subtrees;
import dev.docket.journal.merkle.TreeHead;
import dev.docket.journal.record.Position;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** One stream of records as a verifiable log. */
public interface Log {
    /** The prefix of every log's name. */
    String ORIGIN = "docket/";

    /** The log's unique name. */
    String stream();

    /** The number of records, which is the last one's sequence. */
    long size();

    /** The stored hashes. To verify them, compute them from the records. */
    Subtrees subtrees();

    /** The position of a record, if the log has it. */
    Optional<Position> position(long sequence);

    /** The signed note over its last record; nothing if none was signed yet. */
    Optional<String> head();

    /** The latest signed log checkpoint, if any. */
    Optional<StoredCheckpoint> latestCheckpoint();

    /** All signed log checkpoints, oldest first. */
    List<StoredCheckpoint> checkpoints();

    /** The unique name of a stream's log. */
    static String origin(String stream) {
        return ORIGIN + stream;
    }

    /** The stream of the log with this name; the name itself if it is not one of ours. */
    static String streamOf(String origin) {
        return origin.startsWith(ORIGIN) ? origin.substring(ORIGIN.length()) : origin;
    }

    /**
     * A signed log checkpoint.
     *
     * @param size the number of records it covers
     * @param note the signed text
     */
    record StoredCheckpoint(long size, Hash root, Instant at, String note) {
        /** The parsed note; empty if it is malformed. */
        public Optional<TreeHead> said() {
            return SignedNote.parse(note).flatMap(signed -> TreeHead.parse(signed.text()));
        }
    }
}
