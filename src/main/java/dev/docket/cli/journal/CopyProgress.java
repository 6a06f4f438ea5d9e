package dev.docket.cli.journal;

import dev.docket.cli.terminal.Progress;
import dev.docket.cli.terminal.Screen;
import dev.docket.service.backup.BackupProgress;

/** Prints each step of a backup or its restoration, and how far a long one is. */
final class CopyProgress implements BackupProgress {
    private final Screen screen;
    private final Progress files;
    private final Verified records;

    CopyProgress(Screen screen) {
        this.screen = screen;
        files = new Progress(screen, "files", 0);
        records = new Verified(screen);
    }

    @Override
    public void begins(String step) {
        screen.line(step + " ...");
    }

    @Override
    public void copied() {
        files.advance();
    }

    @Override
    public void verified(long count) {
        records.accept(count);
    }
}
