package dev.docket.service.backup;

import dev.docket.digest.Digest;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Copies the data folder of a service that records in SQLite, while it writes. A backup holds at least every decision that was
 * acknowledged before it began, verifies, and is there as a whole or not at all.
 */
public final class BackUpDataFolder {
    private final Path dataDir;
    private final boolean withKeys;

    /** @param withKeys whether the key that signs the journal, and the API keys, are copied */
    public BackUpDataFolder(Path dataDir, boolean withKeys) {
        this.dataDir = dataDir;
        this.withKeys = withKeys;
    }

    /**
     * What was copied.
     *
     * @param strangers what lies in the data folder and is not docket's, so was not copied
     */
    public record Made(long records, int files, List<String> strangers) {
        public Made {
            strangers = List.copyOf(strangers);
        }
    }

    /**
     * Makes a backup.
     *
     * @param target a folder that is missing or empty
     * @throws BackupException if it cannot be made; then the target is as it was
     */
    public Made to(Path target, BackupProgress progress) {
        Free.ensure(target);
        try {
            DataParts parts = new DataParts(Files.isDirectory(dataDir) ? dataDir.toRealPath() : dataDir);
            ensurePossible(parts);
            Made[] made = new Made[1];
            DurableFiles.writeFolder(target, copy -> made[0] = copy(parts, copy, progress));
            return made[0];
        } catch (IOException | UncheckedIOException failed) {
            throw new BackupException(
                    "There is no backup in %s: %s.%nCheck that its disk has room, and who may write there."
                            .formatted(target, failed.getMessage()),
                    failed);
        } catch (JournalUnavailableException unavailable) {
            throw new BackupException(unavailable);
        }
    }

    private void ensurePossible(DataParts parts) {
        if (!parts.hasJournal()) {
            throw new BackupException(
                    "There is no journal in %s.%nGive its folder with --data. A journal in PostgreSQL: see docs/operations/backup.md."
                            .formatted(dataDir));
        }
        if (parts.isSpooling()) {
            throw new BackupException(
                    "Acknowledged decisions wait in the spool of %s and are not in its journal yet.%nTry again once /q/health/ready no longer says SPOOLING."
                            .formatted(dataDir));
        }
    }

    private Made copy(DataParts parts, Path copy, BackupProgress progress) throws IOException {
        SortedMap<String, Digest> copied = new TreeMap<>();
        copy(parts, parts.before(), copy, copied, progress);
        progress.begins("copying the journal");
        SqliteJournal.copy(parts.folder(), copy.resolve(DataParts.JOURNAL));
        copied.put(DataParts.JOURNAL, Checksums.over(copy.resolve(DataParts.JOURNAL)));
        progress.begins("copying what its records name");
        copy(parts, parts.after(withKeys), copy, copied, progress);
        new Checksums(copied).write(copy);
        progress.begins("verifying the copy");
        long records = Verified.copy(copy, progress);
        return new Made(records, copied.size(), parts.strangers());
    }

    private static void copy(
            DataParts parts, List<Path> files, Path copy, SortedMap<String, Digest> copied, BackupProgress progress)
            throws IOException {
        for (Path file : files) {
            String name = Checksums.name(parts.folder(), file);
            copied.put(name, Checksums.copy(file, copy.resolve(name)));
            progress.copied();
        }
    }
}
