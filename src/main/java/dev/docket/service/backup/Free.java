package dev.docket.service.backup;

import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.sqlite.SqliteJournal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;

/** A place where nothing is lost when a folder is put there. */
final class Free {
    private Free() {}

    /** @throws BackupException unless the folder is missing or empty, and no service uses it */
    static void ensure(Path folder) {
        if (!Files.exists(folder, LinkOption.NOFOLLOW_LINKS)) {
            return;
        }
        try {
            SqliteJournal.ensureNotInUse(folder);
            try (var children = Files.list(folder)) {
                if (children.findAny().isPresent()) {
                    throw new BackupException(
                            "%s is not empty, and nothing is ever written over.%nGive a folder that does not exist yet."
                                    .formatted(folder));
                }
            }
        } catch (JournalUnavailableException inUse) {
            throw new BackupException(inUse);
        } catch (IOException unusable) {
            throw new BackupException("%s cannot be used: %s".formatted(folder, unusable), unusable);
        }
    }
}
