package dev.docket.journal.checkpoint;

import java.nio.file.Path;

/**
 * Says that a stream's heads are signed, beside its key: whoever deletes the head in the store does not thereby make the
 * stream one from before heads were signed.
 */
public record HeadMarker(Path path) {
    public static HeadMarker in(Path folder) {
        return new HeadMarker(folder.resolve("journal-heads"));
    }

    /** Whether it is there for a stream. */
    public boolean isFor(String stream) {
        return new DurableText(path)
                .read()
                .filter(text -> text.strip().equals(stream))
                .isPresent();
    }

    void write(String stream) {
        new DurableText(path).write(stream + "\n");
    }
}
