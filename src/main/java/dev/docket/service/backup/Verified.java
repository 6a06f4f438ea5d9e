package dev.docket.service.backup;

import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.proof.VerifyJournal;
import java.nio.file.Path;
import java.util.List;

/** A copy whose journal is intact, and whose bundles are those that its records name. */
final class Verified {
    private static final int MOST_SHOWN = 5;

    private Verified() {}

    /** @return how many records it has. @throws BackupException if it is not intact */
    static long copy(Path copy, BackupProgress progress) {
        JournalArchive archive = JournalArchive.of(new JournalStore.Sqlite(copy));
        try {
            VerifyJournal.Report report = new VerifyJournal(archive, List.of(), List.of()).run(progress::verified);
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
