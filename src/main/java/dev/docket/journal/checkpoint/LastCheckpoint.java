package dev.docket.journal.checkpoint;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log.StoredCheckpoint;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The last checkpoint that a docket signed, in its own folder: whoever deletes checkpoints in the store, or puts an older
 * copy of the store in its place, does not thereby change this.
 *
 * @param path the file
 */
public record LastCheckpoint(Path path) {
    public static LastCheckpoint in(Path folder) {
        return new LastCheckpoint(folder.resolve("journal-checkpoint.txt"));
    }

    /**
     * It; empty if there is no file yet.
     *
     * @throws JournalUnavailableException if there is one that cannot be read or holds something else
     */
    public Optional<KeptCheckpoint> read() {
        return new DurableText(path).read().map(this::parsed);
    }

    void write(StoredCheckpoint checkpoint) {
        new DurableText(path).write(checkpoint.note());
    }

    private KeptCheckpoint parsed(String note) {
        return KeptCheckpoint.parse(note).orElseThrow(() -> new JournalUnavailableException("""
                %s holds no signed checkpoint.
                It was changed: restore it from a backup. Only who knows why may delete it.""".formatted(path)));
    }
}
