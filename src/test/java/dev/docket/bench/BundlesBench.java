package dev.docket.bench;

import dev.docket.bundle.BundleFolder;
import dev.docket.fixture.RecordedOrders;
import dev.docket.order.OrderSnapshot;
import dev.docket.sample.PastOrder;
import dev.docket.sample.SampleOrders;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.JournalStore;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Iterator;
import java.util.List;
import java.util.stream.Stream;

/** How long a replay takes whose decisions many bundles made; makes the journal first if the folder has none. */
public final class BundlesBench {
    private BundlesBench() {}

    /** @param args bundles, decisions of each, and folder; by default {@code 61 5 target/bundles-bench} */
    public static void main(String[] args) throws IOException {
        int bundles = args.length > 0 ? Integer.parseInt(args[0]) : 61;
        int decisions = args.length > 1 ? Integer.parseInt(args[1]) : 5;
        Path folder = Path.of(args.length > 2 ? args[2] : "target/bundles-bench");
        if (!Files.exists(folder.resolve("journal.db"))) {
            long began = System.nanoTime();
            record(folder, bundles, decisions);
            System.out.printf("recorded in %.1f s%n", seconds(began));
        }
        try (ReplayJournal journal = ReplayJournal.open(JournalArchive.of(new JournalStore.Sqlite(folder)))) {
            long began = System.nanoTime();
            ReplayReport report = journal.run(
                            Selection.ALL,
                            Proposal.AS_RECORDED,
                            journal.start(Selection.ALL, Proposal.AS_RECORDED, Instant.now()),
                            (count, state) -> {})
                    .report();
            System.out.printf(
                    "replayed %d decisions over %d bundles in %.1f s; %d the same%n",
                    report.decisions(), bundles, seconds(began), report.same());
        }
    }

    private static void record(Path folder, int bundles, int decisions) throws IOException {
        Iterator<OrderSnapshot> orders =
                SampleOrders.history(1).map(PastOrder::snapshot).iterator();
        for (int i = 0; i < bundles; i++) {
            Path rules = version(folder.resolve("rules"), i);
            RecordedOrders.add(
                    folder,
                    BundleFolder.of(rules, Path.of("models")),
                    Stream.generate(orders::next).limit(decisions));
        }
    }

    /** The shipped rules under another version, and so another bundle. */
    private static Path version(Path target, int version) throws IOException {
        List<Path> files;
        try (Stream<Path> shipped = Files.walk(Path.of("rules"))) {
            files = shipped.filter(Files::isRegularFile).toList();
        }
        for (Path file : files) {
            Path copy = target.resolve(Path.of("rules").relativize(file));
            Files.createDirectories(copy.getParent());
            Files.write(copy, Files.readAllBytes(file));
        }
        Path name = target.resolve("bundle.yaml");
        Files.writeString(
                name, Files.readString(name).replaceFirst("(?m)^version:.*$", "version: \"bench-" + version + "\""));
        return target;
    }

    private static double seconds(long began) {
        return (System.nanoTime() - began) / 1e9;
    }
}
