package dev.docket.service.backup;

import dev.docket.access.key.FileKeyStore;
import dev.docket.access.key.KeysUnavailableException;
import dev.docket.access.key.StoredKey;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.record.Extent;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.SortedMap;

/** Makes a data folder from a backup and those that it continues, once all of them have been checked. */
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
            Chain chain = Chain.to(backup);
            Restored[] restored = new Restored[1];
            DurableFiles.writeFolder(dataDir, folder -> restored[0] = copy(chain, folder, progress));
            return restored[0];
        } catch (IOException | UncheckedIOException failed) {
            throw new BackupException(
                    "Nothing was restored to %s: %s.%nCheck that its disk has room, and who may write there."
                            .formatted(dataDir, failed.getMessage()),
                    failed);
        } catch (KeysUnavailableException | JournalUnavailableException damaged) {
            throw new BackupException(damaged);
        }
    }

    private static Restored copy(Chain chain, Path folder, BackupProgress progress) throws IOException {
        progress.begins("copying and comparing checksums");
        SortedMap<String, Chain.Placed> files = chain.files();
        for (var file : files.entrySet()) {
            Chain.Placed placed = file.getValue();
            Checksums.copy(placed.file(), folder.resolve(file.getKey()), placed.digest());
            progress.copied();
        }
        for (int i = 1; i < chain.parts().size(); i++) {
            progress.begins("adding " + chain.parts().get(i).name());
            extend(
                    folder,
                    new Chain(chain.parts().subList(0, i)).reaches(),
                    chain.parts().get(i));
        }
        progress.begins("verifying what was restored");
        long records = Verified.copy(folder, progress);
        return new Restored(
                records,
                files.size(),
                Files.exists(folder.resolve(DataParts.SIGNING_KEY)),
                new FileKeyStore(folder).read());
    }

    private static void extend(Path folder, Extent known, BackupPart part) throws IOException {
        Path since = folder.resolve(DataParts.SINCE);
        Checksums.copy(
                part.folder().resolve(DataParts.SINCE),
                since,
                Objects.requireNonNull(part.checksums().byPath().get(DataParts.SINCE)));
        SqliteJournal.extend(folder, known, since);
        Files.delete(since);
    }
}
