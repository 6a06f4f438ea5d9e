package dev.docket.journal.checkpoint;

import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.merkle.TreeHead;
import java.util.Optional;

/** A log checkpoint kept where the store's owner cannot change it. */
public record KeptCheckpoint(String stream, StoredCheckpoint checkpoint) {
    /** Parses a signed note; empty if it is not a log checkpoint. Does not check the signature. */
    public static Optional<KeptCheckpoint> parse(String note) {
        return SignedNote.parse(note)
                .flatMap(signed -> TreeHead.parse(signed.text()))
                .map(said -> new KeptCheckpoint(
                        Log.streamOf(said.origin()), new StoredCheckpoint(said.size(), said.root(), said.at(), note)));
    }
}
