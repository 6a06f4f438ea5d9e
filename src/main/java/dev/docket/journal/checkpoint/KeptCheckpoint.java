package dev.docket.journal.checkpoint;

import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.Checkpoint;
import dev.docket.journal.merkle.SignedNote;
import java.util.Optional;

/** A checkpoint that is kept where the owner of the store cannot change it. */
public record KeptCheckpoint(String stream, StoredCheckpoint checkpoint) {
    /** Reads a signed note; nothing if it is none over a log. Whether its signature is right, verifying tells. */
    public static Optional<KeptCheckpoint> parse(String note) {
        return SignedNote.parse(note)
                .flatMap(signed -> Checkpoint.parse(signed.text()))
                .map(said -> new KeptCheckpoint(
                        Log.streamOf(said.origin()), new StoredCheckpoint(said.size(), said.root(), said.at(), note)));
    }
}
