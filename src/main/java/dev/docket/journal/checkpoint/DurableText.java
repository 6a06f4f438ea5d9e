package dev.docket.journal.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A small file that is written atomically. */
public record DurableText(Path path) {
    /** @throws JournalUnavailableException if it exists but cannot be read */
    public Optional<String> read() {
        try {
            return Files.exists(path) ? Optional.of(Files.readString(path)) : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Replaces the content; durable once this returns. @throws JournalUnavailableException if it cannot be written */
    public void write(String text) {
        try {
            DurableFiles.write(path, text.getBytes(UTF_8));
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private JournalUnavailableException unusable(IOException cause) {
        return new JournalUnavailableException("""
                %s cannot be used: %s.
                Give the service's user read and write permission there.""".formatted(path, cause), cause);
    }
}
