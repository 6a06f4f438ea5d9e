package dev.docket.service.backup;

import dev.docket.access.key.FileKeyStore;
import dev.docket.access.key.KeysUnavailableException;
import dev.docket.access.key.StoredKey;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/** Makes a data folder from a backup, once all of it has been checked. */
public final class RestoreDataFolder {
    private final Path backup;

    public RestoreDataFolder(Path backup) {
        this.backup = backup;
    }

    /**
     * What was restored.
     *
     * @param hasSigningKey whether a service can record in the folder as it is
     * @param apiKeys as they were when the backup was made: what was revoked since is good again
     */
    public record Restored(long records, int files, boolean hasSigningKey, List<StoredKey> apiKeys) {
        public Restored {
            apiKeys = List.copyOf(apiKeys);
        }
    }

    /**
     * Restores it.
     *
     * @param dataDir a folder that is missing or empty
     * @throws BackupException if that cannot be done; then the data folder is as it was
     */
    public Restored to(Path dataDir, BackupProgress progress) {
        Free.ensure(dataDir);
        try {
            Checksums checksums = Checksums.of(backup);
            ensureComplete(checksums.byPath().keySet());
            Restored[] restored = new Restored[1];
            DurableFiles.writeFolder(dataDir, folder -> restored[0] = copy(checksums, folder, progress));
            return restored[0];
        } catch (IOException | UncheckedIOException failed) {
            throw new BackupException(
                    "Nothing was restored to %s: %s.%nCheck that its disk has room, and who may write there."
                            .formatted(dataDir, failed.getMessage()),
                    failed);
        } catch (KeysUnavailableException damaged) {
            throw new BackupException(damaged);
        }
    }

    private void ensureComplete(Set<String> listed) throws IOException {
        Set<String> there = new TreeSet<>();
        try (var files = Files.walk(backup)) {
            files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> there.add(Checksums.name(backup, file)));
        }
        there.remove(Checksums.FILE);
        Set<String> missing = new TreeSet<>(listed);
        missing.removeAll(there);
        there.removeAll(listed);
        if (!missing.isEmpty() || !there.isEmpty()) {
            throw new BackupException("%s is not what was backed up: %s.%nUse another backup."
                    .formatted(
                            backup,
                            missing.isEmpty()
                                    ? there.iterator().next() + " was added"
                                    : missing.iterator().next() + " is missing"));
        }
    }

    private Restored copy(Checksums checksums, Path folder, BackupProgress progress) throws IOException {
        progress.begins("copying and comparing checksums");
        for (var file : checksums.byPath().entrySet()) {
            // Of the bytes that are written, so that none can change between the two.
            if (!Checksums.copy(backup.resolve(file.getKey()), folder.resolve(file.getKey()))
                    .equals(file.getValue())) {
                throw new BackupException(
                        "%s was changed since the backup was made: its checksum is another one.%nUse another backup."
                                .formatted(backup.resolve(file.getKey())));
            }
            progress.copied();
        }
        progress.begins("verifying what was restored");
        long records = Verified.copy(folder, progress);
        return new Restored(
                records,
                checksums.byPath().size(),
                Files.exists(folder.resolve(DataParts.SIGNING_KEY)),
                new FileKeyStore(folder).read());
    }
}
