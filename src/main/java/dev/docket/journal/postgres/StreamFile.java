package dev.docket.journal.postgres;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.DurableText;
import dev.docket.journal.write.StreamName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of the stream that a docket writes into a shared store, in its own folder.
 *
 * @param path the file
 */
record StreamFile(Path path) {
    static StreamFile in(Path folder) {
        return new StreamFile(folder.resolve("stream"));
    }

    /** The name; empty if there is no file yet. */
    Optional<String> read() {
        return new DurableText(path).read().map(text -> checked(text.strip()));
    }

    /** Whole and durable, or not at all. */
    void write(String stream) {
        new DurableText(path).write(stream + "\n");
    }

    private String checked(String name) {
        if (!StreamName.isOne(name)) {
            throw new JournalUnavailableException("""
                    %s holds '%s', which names no stream.
                    Restore it from a backup, or choose another folder with --data.""".formatted(path, name));
        }
        return name;
    }
}
