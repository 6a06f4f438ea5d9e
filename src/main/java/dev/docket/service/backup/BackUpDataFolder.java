package dev.docket.service.backup;

import dev.docket.journal.JournalReader;
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
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
     * @param records in the backup and those that it continues
     * @param fresh how many of them are in it
     * @param strangers what lies in the data folder and is not docket's, so was not copied
     */
    public record Made(long records, long fresh, int files, List<String> strangers) {
        public Made {
            strangers = List.copyOf(strangers);
        }
    }

    /**
     * Makes a full backup.
     *
     * @param target a folder that is missing or empty
     * @throws BackupException if it cannot be made; then the target is as it was
     */
    public Made to(Path target, BackupProgress progress) {
        return make(target, Optional.empty(), progress);
    }

    /**
     * Makes a backup of what is new since an earlier one, without which it cannot be restored.
     *
     * @param earlier beside the target, where it has to stay
     * @param target a folder that is missing or empty
     * @throws BackupException if it cannot be made, or does not continue the earlier one; then the target is as it was
     */
    public Made since(Path earlier, Path target, BackupProgress progress) {
        if (!Objects.equals(folderOf(earlier), folderOf(target))) {
            throw new BackupException(
                    "%s is not beside %s, so a restoration would not find it.%nMake both in one folder."
                            .formatted(earlier, target));
        }
        try {
            Chain chain = Chain.to(earlier);
            chain.ensureContinuable();
            return make(target, Optional.of(chain), progress);
        } catch (IOException unreadable) {
            throw new BackupException("%s cannot be read: %s".formatted(earlier, unreadable), unreadable);
        } catch (JournalUnavailableException unusable) {
            throw new BackupException(unusable);
        }
    }

    private static @Nullable Path folderOf(Path backup) {
        return backup.toAbsolutePath().normalize().getParent();
    }

    private Made make(Path target, Optional<Chain> earlier, BackupProgress progress) {
        Free.ensure(target);
        try {
            DataParts parts = new DataParts(Files.isDirectory(dataDir) ? dataDir.toRealPath() : dataDir);
            ensurePossible(parts);
            Made[] made = new Made[1];
            DurableFiles.writeFolder(target, copy -> made[0] = copy(parts, earlier, copy, progress));
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

    private Made copy(DataParts parts, Optional<Chain> earlier, Path copy, BackupProgress progress) throws IOException {
        CopiedFiles files = new CopiedFiles(parts.folder(), copy, earlier, progress);
        for (Path file : parts.before()) {
            files.copy(file);
        }
        Extent known = earlier.map(Chain::reaches).orElseGet(() -> Extent.none(""));
        progress.begins("copying the journal");
        String journal = earlier.isEmpty() ? DataParts.JOURNAL : DataParts.SINCE;
        if (earlier.isEmpty()) {
            SqliteJournal.copy(parts.folder(), copy.resolve(journal));
        } else {
            SqliteJournal.copyAfter(parts.folder(), known, copy.resolve(journal));
        }
        files.made(journal);
        progress.begins("copying what its records name");
        for (Path file : parts.after(withKeys)) {
            files.copyIfNew(file);
        }
        int count = files.count();
        Extent reaches = reach(copy.resolve(journal), known);
        DurableFiles.create(copy.resolve(Account.FILE), out -> out.write(account(reaches, earlier)));
        files.made(Account.FILE);
        files.list();
        progress.begins("verifying the copy");
        long records = earlier.isEmpty()
                ? Verified.copy(copy, progress)
                : Verified.since(earlier.get(), parts.folder(), copy, progress);
        return new Made(records, records - known.records(), count, parts.strangers());
    }

    private static Extent reach(Path journal, Extent known) {
        try (JournalReader copied = SqliteJournal.openPart(journal)) {
            return Account.reach(copied.logs().getFirst(), known);
        }
    }

    private static byte[] account(Extent reaches, Optional<Chain> earlier) throws IOException {
        return new Account(
                        reaches,
                        earlier.isEmpty()
                                ? Optional.empty()
                                : Optional.of(earlier.get().last().asEarlier()))
                .text();
    }
}
