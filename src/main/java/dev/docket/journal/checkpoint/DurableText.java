package dev.docket.journal.checkpoint;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        var half = path.resolveSibling(path.getFileName() + ".new");
        try (var channel = OwnerOnly.open(half, CREATE, TRUNCATE_EXISTING, WRITE)) {
            channel.write(ByteBuffer.wrap(text.getBytes(UTF_8)));
            channel.force(true);
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
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
