package dev.docket.service.backup;

import dev.docket.digest.Digest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * One folder that a backup was written to.
 *
 * @param checksums of all of its files
 * @param account empty for a backup from before one could be continued
 * @param unchanged the files that are only in the backups before it
 */
record BackupPart(Path folder, Checksums checksums, Optional<Account> account, SortedMap<String, Digest> unchanged) {
    /** The name of the list of what is not repeated. */
    static final String UNCHANGED = "unchanged.txt";

    private static final Set<String> ABOUT = Set.of(Account.FILE, UNCHANGED, DataParts.SINCE);

    BackupPart {
        unchanged = Collections.unmodifiableSortedMap(new TreeMap<>(unchanged));
    }

    /** Reads one. @throws BackupException if it is none, a file is missing or was added, or what says so was changed */
    static BackupPart in(Path folder) throws IOException {
        Checksums checksums = Checksums.of(folder);
        ensureComplete(folder, checksums.byPath().keySet());
        boolean isSelfDescribed = checksums.byPath().containsKey(Account.FILE);
        boolean hasUnchanged = checksums.byPath().containsKey(UNCHANGED);
        return new BackupPart(
                folder,
                checksums,
                isSelfDescribed
                        ? Optional.of(
                                Account.read(folder.resolve(Account.FILE), checksums.content(folder, Account.FILE)))
                        : Optional.empty(),
                hasUnchanged
                        ? Checksums.read(folder.resolve(UNCHANGED), checksums.content(folder, UNCHANGED))
                                .byPath()
                        : Collections.emptySortedMap());
    }

    /** The files of the data folder that are here. */
    SortedMap<String, Digest> files() {
        SortedMap<String, Digest> files = new TreeMap<>(checksums.byPath());
        files.keySet().removeAll(ABOUT);
        return files;
    }

    /** The backup that this one continues, if any. */
    Optional<Account.Earlier> continues() {
        return account.flatMap(Account::continues);
    }

    /** How it is named by one that continues it. */
    Account.Earlier asEarlier() throws IOException {
        return new Account.Earlier(Checksums.over(folder.resolve(Checksums.FILE)), name());
    }

    String name() {
        return folder.getFileName().toString();
    }

    private static void ensureComplete(Path folder, Set<String> listed) throws IOException {
        Set<String> there = new TreeSet<>();
        try (var files = Files.walk(folder)) {
            files.filter(file -> !Files.isDirectory(file, LinkOption.NOFOLLOW_LINKS))
                    .forEach(file -> there.add(Checksums.name(folder, file)));
        }
        there.remove(Checksums.FILE);
        Set<String> missing = new TreeSet<>(listed);
        missing.removeAll(there);
        there.removeAll(listed);
        if (!missing.isEmpty() || !there.isEmpty()) {
            throw new BackupException("%s is not what was backed up: %s.%nUse another backup."
                    .formatted(
                            folder,
                            missing.isEmpty()
                                    ? there.iterator().next() + " was added"
                                    : missing.iterator().next() + " is missing"));
        }
    }
}
