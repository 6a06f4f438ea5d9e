package dev.docket.spark;

import dev.docket.cli.terminal.Progress;
import dev.docket.journal.JournalReader;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.replay.Selection;
import dev.docket.spark.table.Export;
import dev.docket.spark.table.Manifest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.function.Function;
import java.util.function.LongConsumer;

/** An export under a person's eyes. */
record Exporting(JournalArchive archive, Selection selection, Console console) {
    private static final long STEP = 500;

    Manifest write(Function<LongConsumer, Export> export, Path folder) throws IOException {
        Progress progress = new Progress(console.screen(), "exported", total());
        return export.apply(done -> {
                    if (done % STEP == 0) {
                        progress.at(done);
                    }
                })
                .write(folder);
    }

    private long total() {
        if (!selection.isAll()) {
            return 0;
        }
        try (JournalReader journal = archive.openToRead()) {
            return journal.count();
        }
    }
}
