package dev.docket.journal.sqlite;

import dev.docket.journal.JournalUnavailableException;
import java.nio.file.Path;

/** Opens the journal of a folder and says how that went. */
final class OpenAndLeave {
    private OpenAndLeave() {}

    public static void main(String[] args) {
        try (var journal = SqliteJournal.open(Path.of(args[0]))) {
            System.out.println("opened with " + journal.count() + " records");
        } catch (JournalUnavailableException e) {
            System.out.println(e.getMessage());
        }
    }
}
