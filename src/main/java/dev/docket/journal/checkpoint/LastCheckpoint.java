package dev.docket.journal.checkpoint;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log.StoredCheckpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last log checkpoint a service signed, kept in its own folder. Deleting checkpoints in the store, or restoring an older
 * copy of the store, does not change it.
 *
 * @param path the file
 */
public record LastCheckpoint(Path path) {
    public static LastCheckpoint in(Path folder) {
        return new LastCheckpoint(folder.resolve("journal-checkpoint.txt"));
    }

    /**
     * Reads it; empty if there is no file yet.
     *
     * @throws JournalUnavailableException if the file cannot be read or is malformed
     */
    public Optional<KeptCheckpoint> read() {
        return new DurableText(path).read().map(this::parsed);
    }

    void write(StoredCheckpoint checkpoint) {
        new DurableText(path).write(checkpoint.note());
    }

    private KeptCheckpoint parsed(String note) {
        return KeptCheckpoint.parse(note).orElseThrow(() -> new JournalUnavailableException("""
                %s is not a signed checkpoint.
                The file was changed: restore it from a backup. Delete it only if you know why.""".formatted(path)));
    }
}
