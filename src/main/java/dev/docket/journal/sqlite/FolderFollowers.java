package dev.docket.journal.sqlite;

import dev.docket.journal.Followers;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.OwnerOnly;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/** A file for each follower, in the data folder of a journal that only one service writes. */
public final class FolderFollowers implements Followers {
    private final Path folder;

    public FolderFollowers(Path folder) {
        this.folder = folder;
    }

    @Override
    public boolean isMine() {
        return true;
    }

    @Override
    public Optional<byte[]> read(String name) {
        try {
            Path file = file(name);
            return Files.exists(file) ? Optional.of(Files.readAllBytes(file)) : Optional.empty();
        } catch (IOException unreadable) {
            throw unavailable("read", unreadable);
        }
    }

    @Override
    public void write(String name, byte[] state) {
        try {
            OwnerOnly.createFolders(folder);
            DurableFiles.write(file(name), state);
        } catch (IOException unwritable) {
            throw unavailable("written", unwritable);
        }
    }

    private Path file(String name) {
        if (!name.matches("[a-z0-9-]{1,80}")) {
            throw new IllegalArgumentException("no name of a follower: " + name);
        }
        return folder.resolve(name + ".json");
    }

    private JournalUnavailableException unavailable(String how, IOException failure) {
        return new JournalUnavailableException(
                "What a follower in %s knows cannot be %s: %s".formatted(folder, how, failure),
                "The data folder cannot be used.");
    }

    @Override
    public void close() {}
}
