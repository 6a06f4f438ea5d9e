package dev.docket.bench;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import dev.docket.fixture.ServiceProcess;
import dev.docket.fixture.SmallRules;
import dev.docket.journal.Entries;
import dev.docket.journal.Journal;
import dev.docket.journal.checkpoint.Checkpoints;
import dev.docket.journal.sqlite.SqliteJournal;
import dev.docket.service.backup.BackUpDataFolder;
import dev.docket.service.backup.BackupProgress;
import dev.docket.service.backup.RestoreDataFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** {@code ./docket bench backup}: what a full backup takes, one that continues it, and their restoration. */
final class BackupBench {
    private static final int BYTES = 2_048;
    private static final int AT_A_TIME = 2_000;

    private static final BackupProgress SILENT = new BackupProgress() {
        @Override
        public void begins(String step) {}

        @Override
        public void copied() {}

        @Override
        public void verified(long records) {}
    };

    private BackupBench() {}

    /** @param arguments how many records, and how many of them are new since the full backup */
    public static void main(String... arguments) throws IOException {
        int records = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 200_000;
        int fresh = arguments.length > 1 ? Integer.parseInt(arguments[1]) : records / 100;
        Path folder = Files.createTempDirectory(Path.of("target"), "backup-bench");
        Path data = folder.resolve("data");
        Digest bundle = bundle(folder, data);
        try {
            record(data, bundle, 0, records - fresh);
            measured("full backup", folder.resolve("full"), to -> new BackUpDataFolder(data, false).to(to, SILENT));
            record(data, bundle, records - fresh, records);
            Path since = folder.resolve("since");
            measured("continued backup", since, to -> new BackUpDataFolder(data, false)
                    .since(folder.resolve("full"), to, SILENT));
            measured("full backup again", folder.resolve("again"), to -> new BackUpDataFolder(data, false)
                    .to(to, SILENT));
            measured("restored from both", folder.resolve("both"), to -> new RestoreDataFolder(since).to(to, SILENT));
            measured("restored from the full one", folder.resolve("one"), to -> new RestoreDataFolder(
                            folder.resolve("again"))
                    .to(to, SILENT));
        } finally {
            ServiceProcess.delete(folder);
        }
    }

    private interface Step {
        void to(Path folder);
    }

    private static void measured(String what, Path to, Step step) throws IOException {
        long begin = System.nanoTime();
        step.to(to);
        double seconds = (System.nanoTime() - begin) / 1e9;
        long bytes = 0;
        try (var files = Files.walk(to)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                bytes += Files.size(file);
            }
        }
        System.out.printf("%-27s %8.2f s %,12d KiB%n", what, seconds, bytes >> 10);
    }

    private static Digest bundle(Path folder, Path data) {
        BundleContent bundle = BundleContent.read(BundleFolder.at(SmallRules.write(folder.resolve("rules"), 30)));
        new BundleStore(data.resolve("bundles")).keep(bundle);
        return bundle.manifest().digest();
    }

    private static void record(Path data, Digest bundle, int from, int to) {
        try (Journal journal = SqliteJournal.open(data)) {
            for (int next = from; next < to; next += AT_A_TIME) {
                List<CompletableFuture<?>> appended = new ArrayList<>();
                for (int i = next; i < Math.min(to, next + AT_A_TIME); i++) {
                    appended.add(journal.append(Entries.decidedBy(bundle, Entries.anEntry("r" + i, BYTES))));
                }
                appended.forEach(CompletableFuture::join);
                new Checkpoints(journal, data, Clock.systemUTC()).sign();
            }
        }
    }
}
