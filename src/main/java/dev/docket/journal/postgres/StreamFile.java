package dev.docket.journal.postgres;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.DurableText;
import dev.docket.journal.write.StreamName;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of the stream a service writes into a shared store, kept in its own folder.
 *
 * @param path the file
 */
record StreamFile(Path path) {
    static StreamFile in(Path folder) {
        return new StreamFile(folder.resolve("stream"));
    }

    /** Reads the name; empty if there is no file yet. */
    Optional<String> read() {
        return new DurableText(path).read().map(text -> checked(text.strip()));
    }

    /** Writes the name atomically and durably. */
    void write(String stream) {
        new DurableText(path).write(stream + "\n");
    }

    private String checked(String name) {
        if (!StreamName.isOne(name)) {
            throw new JournalUnavailableException("""
                    %s contains '%s', which is not a stream name.
                    Restore it from a backup, or choose another folder with --data.""".formatted(path, name));
        }
        return name;
    }
}
