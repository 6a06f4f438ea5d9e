package dev.docket.bench;

import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.fixture.RecordedOrders;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;

/** Replays per minute of recorded generated orders; makes the journal first if the folder has none. */
public final class ReplayBench {
    private ReplayBench() {}

    /** @param args orders and folder, by default {@code 100000 target/replay-bench}; then a bundle folder to try */
    public static void main(String[] args) throws IOException {
        int orders = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
        Path folder = Path.of(args.length > 1 ? args[1] : "target/replay-bench");
        if (!Files.exists(folder.resolve("journal.db"))) {
            RecordedOrders.add(
                    folder,
                    BundleFolder.of(Path.of("rules"), Path.of("models")),
                    SampleOrders.history(1).limit(orders).map(PastOrder::snapshot));
        }
        Proposal proposal = args.length > 2
                ? Proposal.AS_RECORDED.withPolicyOf(BundleSource.read(BundleFolder.at(Path.of(args[2]))))
                : Proposal.AS_RECORDED;
        System.out.println("decisions    same  replays/min  s of processor per million  heap MB   load");
        for (int round = 0; round < 3; round++) {
            row(folder, proposal);
        }
    }

    private static void row(Path folder, Proposal proposal) {
        var system = (com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (ReplayJournal journal = ReplayJournal.open(JournalArchive.of(new JournalStore.Sqlite(folder)))) {
            long processor = system.getProcessCpuTime();
            long began = System.nanoTime();
            ReplayReport report = journal.run(
                            Selection.ALL,
                            proposal,
                            journal.start(Selection.ALL, proposal, Instant.now()),
                            (count, state) -> {})
                    .report();
            double minutes =
                    (System.nanoTime() - began) / (double) Duration.ofMinutes(1).toNanos();
            System.out.printf(
                    "%9d %7d %12.0f %27.1f %8d %6.1f%n",
                    report.decisions(),
                    report.same(),
                    report.decisions() / minutes,
                    (system.getProcessCpuTime() - processor) / 1e3 / report.decisions(),
                    ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed() >> 20,
                    system.getSystemLoadAverage());
        }
    }
}
