package dev.docket.journal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE;
import static java.nio.file.StandardOpenOption.TRUNCATE_EXISTING;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
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
        try {
            return Files.exists(path)
                    ? Optional.of(checked(Files.readString(path, US_ASCII).strip()))
                    : Optional.empty();
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    /** Whole and durable, or not at all. */
    void write(String stream) {
        var half = path.resolveSibling(path.getFileName() + ".new");
        try (var channel = FileChannel.open(half, CREATE, TRUNCATE_EXISTING, WRITE)) {
            channel.write(ByteBuffer.wrap((stream + "\n").getBytes(US_ASCII)));
            channel.force(true);
            Files.move(half, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw unusable(e);
        }
    }

    private String checked(String name) {
        if (!StreamName.isOne(name)) {
            throw new JournalUnavailableException("""
                    %s holds '%s', which names no stream.
                    Restore it from a backup, or choose another folder with --data.""".formatted(path, name));
        }
        return name;
    }

    private JournalUnavailableException unusable(IOException cause) {
        return new JournalUnavailableException("""
                %s cannot be used: %s.
                Give the user that runs docket read and write permission there.""".formatted(path, cause), cause);
    }
}
