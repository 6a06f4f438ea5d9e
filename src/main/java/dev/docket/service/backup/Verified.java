package dev.docket.service.backup;

import dev.docket.journal.JournalReader;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.journal.verify.Beginning;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Supplier;

/** A copy whose journal is intact, and whose bundles are those that its records name. */
final class Verified {
    private static final int MOST_SHOWN = 5;

    private Verified() {}

    /** @return how many records it has. @throws BackupException if it is not intact */
    static long copy(Path copy, BackupProgress progress) {
        JournalArchive archive = JournalArchive.of(new JournalStore.Sqlite(copy));
        return sound(() -> new VerifyJournal(archive, List.of(), List.of()).run(progress::verified));
    }

    /**
     * The same for a copy of what a journal has beyond earlier ones, whose records were verified then.
     *
     * @param dataDir the folder that was copied, with the hashes of the records before
     */
    static long since(Chain earlier, Path dataDir, Path copy, BackupProgress progress) {
        JournalArchive archive = new JournalArchive(new JournalStore.Sqlite(copy), List.of(), earlier.folders());
        try (JournalReader part = SqliteJournal.openPart(copy.resolve(DataParts.SINCE));
                JournalReader journal = SqliteJournal.openToRead(dataDir)) {
            Beginning beginning =
                    new Beginning(earlier.reaches(), journal.logs().getFirst().subtrees());
            return sound(
                    () -> new VerifyJournal(archive, List.of(), List.of()).run(part, beginning, progress::verified));
        }
    }

    private static long sound(Supplier<VerifyJournal.Report> verified) {
        try {
            VerifyJournal.Report report = verified.get();
            if (!report.problems().isEmpty()) {
                throw new BackupException(
                        "The copy does not verify:%n  %s%nRun './docket journal verify' on the data folder. To keep damaged files as evidence, stop the service and copy them."
                                .formatted(String.join(
                                        "\n  ",
                                        report.problems().stream()
                                                .limit(MOST_SHOWN)
                                                .toList())));
            }
            return report.records();
        } catch (VerifyJournal.NotVerifiableException unusable) {
            throw new BackupException("The copy cannot be verified. " + unusable.getMessage(), unusable);
        }
    }
}
