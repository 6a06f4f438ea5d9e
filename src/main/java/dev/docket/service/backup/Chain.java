package dev.docket.service.backup;

import dev.docket.digest.Digest;
import dev.docket.journal.record.Extent;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A backup with those that it continues, the full one first. Each names the checksums of the one before it, so none can be
 * missing, exchanged or changed.
 */
record Chain(List<BackupPart> parts) {
    Chain {
        parts = List.copyOf(parts);
    }

    /** Where a file of the data folder is in a backup. */
    record Placed(Path file, Digest digest) {}

    /** That of a backup. @throws BackupException if it is not complete */
    static Chain to(Path backup) throws IOException {
        Deque<BackupPart> parts = new ArrayDeque<>();
        // A link to the folder must not lead away from those beside it.
        parts.add(BackupPart.in(backup.toAbsolutePath().normalize()));
        while (parts.getFirst().continues().isPresent()) {
            parts.addFirst(before(parts.getFirst(), parts.getFirst().continues().orElseThrow()));
        }
        return new Chain(List.copyOf(parts));
    }

    private static BackupPart before(BackupPart later, Account.Earlier earlier) throws IOException {
        Path folder = later.folder().resolveSibling(earlier.name());
        if (!Files.isDirectory(folder)) {
            throw new BackupException("%s continues the backup %s, which is missing.%nPut it back beside it."
                    .formatted(later.folder(), folder));
        }
        BackupPart part = BackupPart.in(folder);
        if (!part.asEarlier().equals(earlier)) {
            throw new BackupException(
                    "%s continues the backup %s as it was, and that is another one now.%nPut back the one that was there."
                            .formatted(later.folder(), folder));
        }
        return part;
    }

    BackupPart last() {
        return parts.getLast();
    }

    /** How far it reaches. @throws BackupException if it is from before a backup could be continued */
    Extent reaches() {
        return last().account().map(Account::reaches).orElseThrow(this::isOfAnotherVersion);
    }

    /** @throws BackupException if what this version would add to it does not fit */
    void ensureContinuable() {
        String journal = last().continues().isPresent() ? DataParts.SINCE : DataParts.JOURNAL;
        if (!SqliteJournal.isCurrent(last().folder().resolve(journal))) {
            throw isOfAnotherVersion();
        }
    }

    private BackupException isOfAnotherVersion() {
        return new BackupException(
                "%s was made by another version of docket, and cannot be continued.%nMake a full backup."
                        .formatted(last().folder()));
    }

    List<Path> folders() {
        return parts.stream().map(BackupPart::folder).toList();
    }

    /** Every file of the data folder by its path, with the journal as it was in the full backup. */
    SortedMap<String, Placed> files() {
        SortedMap<String, Placed> files = new TreeMap<>();
        for (BackupPart part : parts) {
            SortedMap<String, Placed> before = new TreeMap<>(files);
            files.keySet().retainAll(part.unchanged().keySet());
            if (part.continues().isPresent()) {
                files.put(DataParts.JOURNAL, placed(before, part, DataParts.JOURNAL));
            }
            part.unchanged().forEach((name, digest) -> {
                if (!placed(before, part, name).digest().equals(digest)) {
                    throw lacks(part, name);
                }
            });
            part.files()
                    .forEach((name, digest) ->
                            files.put(name, new Placed(part.folder().resolve(name), digest)));
        }
        return files;
    }

    private static Placed placed(SortedMap<String, Placed> before, BackupPart part, String name) {
        Placed placed = before.get(name);
        if (placed == null) {
            throw lacks(part, name);
        }
        return placed;
    }

    private static BackupException lacks(BackupPart part, String name) {
        return new BackupException("%s leaves out %s, which the backups before it do not have so.%nUse another backup."
                .formatted(part.folder(), name));
    }
}
