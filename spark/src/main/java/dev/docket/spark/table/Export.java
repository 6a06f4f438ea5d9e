package dev.docket.spark.table;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.JournalReader;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.NamedSnapshot;
import dev.docket.service.replay.Selection;
import dev.docket.spark.table.Manifest.KeptBundle;
import dev.docket.spark.table.Manifest.KeptSnapshot;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Writes a journal to a folder of Parquet files, with the bundles and snapshots that its records name. Holds one page of records
 * and a group of rows of each table in memory. Services may keep writing.
 */
public final class Export {
    private final JournalArchive archive;
    private final Selection selection;
    private final Instant until;
    private final boolean isForReplay;
    private final LongConsumer progress;
    private final NavigableSet<Digest> bundles = new TreeSet<>();
    private final NavigableSet<Digest> snapshots = new TreeSet<>();
    private @Nullable Instant first;
    private @Nullable Instant last;

    /**
     * @param now what is received from now on is left out
     * @param progress receives the number of decisions written so far
     */
    public Export(JournalArchive archive, Selection selection, Instant now, LongConsumer progress) {
        this(archive, selection, now, false, progress);
    }

    private Export(
            JournalArchive archive, Selection selection, Instant now, boolean isForReplay, LongConsumer progress) {
        this.archive = archive;
        this.selection = selection;
        this.until = selection.end(now);
        this.isForReplay = isForReplay;
        this.progress = progress;
    }

    /** Of decisions alone: a replay asks neither for verdicts nor for outcomes. */
    public static Export forReplay(JournalArchive archive, Selection selection, Instant now, LongConsumer progress) {
        return new Export(archive, selection, now, true, progress);
    }

    /**
     * Writes everything, or nothing.
     *
     * @param folder must not exist, or be empty
     * @throws NoExportException if there is something in the folder
     * @throws dev.docket.journal.JournalUnavailableException if the journal cannot be read
     */
    public Manifest write(Path folder) throws IOException {
        requireNew(folder);
        Manifest[] written = new Manifest[1];
        DurableFiles.writeFolder(folder, aside -> written[0] = writeIn(aside));
        return written[0];
    }

    private static void requireNew(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return;
        }
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                if (files.findAny().isEmpty()) {
                    return;
                }
            }
        }
        throw new NoExportException(
                "%s already exists, and an export never changes.%nName another folder, or delete this one."
                        .formatted(folder));
    }

    private Manifest writeIn(Path folder) throws IOException {
        try (JournalReader journal = archive.openToRead();
                TableWriter<Decisions.Row> decisions = new TableWriter<>(Decisions.TABLE, folder);
                TableWriter<Verdicts.Row> verdicts = new TableWriter<>(Verdicts.TABLE, folder);
                TableWriter<Outcomes.Row> outcomes = new TableWriter<>(Outcomes.TABLE, folder)) {
            writeDecisions(journal, decisions, verdicts);
            if (!isForReplay) {
                writeOutcomes(journal, outcomes);
            }
            Manifest manifest = new Manifest(
                    Manifest.VERSION,
                    until,
                    Manifest.values(selection),
                    selection.from().orElse(null),
                    selection.to().orElse(null),
                    first,
                    last,
                    decisions.rows(),
                    verdicts.rows(),
                    outcomes.rows(),
                    keptBundles(folder),
                    keptSnapshots(folder));
            DurableFiles.create(folder.resolve(Manifest.FILE), out -> out.write(manifest.json()));
            return manifest;
        }
    }

    private void writeDecisions(
            JournalReader journal, TableWriter<Decisions.Row> decisions, TableWriter<Verdicts.Row> verdicts)
            throws IOException {
        try (Stream<Recorded<DecisionEntry>> all =
                journal.all(selection.until(until), Direction.OLDEST_FIRST, Depth.WHOLE)) {
            for (Iterator<Recorded<DecisionEntry>> each = all.iterator(); each.hasNext(); ) {
                Recorded<DecisionEntry> recorded = each.next();
                long place = decisions.rows();
                decisions.write(new Decisions.Row(place, recorded));
                note(recorded.entry());
                if (!isForReplay) {
                    for (Verdicts.Row verdict : Verdicts.of(place, recorded.entry())) {
                        verdicts.write(verdict);
                    }
                }
                progress.accept(decisions.rows());
            }
        }
    }

    private void note(DecisionEntry entry) {
        first = first == null ? entry.at() : first;
        last = entry.at();
        bundles.add(entry.bundleDigest());
        NamedSnapshot.of(entry).ifPresent(snapshots::add);
    }

    private void writeOutcomes(JournalReader journal, TableWriter<Outcomes.Row> outcomes) throws IOException {
        try (Stream<Recorded<OutcomeEntry>> all = journal.outcomes()) {
            Iterator<Recorded<OutcomeEntry>> each =
                    all.takeWhile(one -> one.entry().at().isBefore(until)).iterator();
            while (each.hasNext()) {
                outcomes.write(Outcomes.Row.of(each.next()));
            }
        }
    }

    private List<KeptBundle> keptBundles(Path folder) throws IOException {
        BundleStore store = archive.bundles();
        List<KeptBundle> kept = new ArrayList<>();
        for (Digest digest : bundles) {
            kept.add(keptBundle(store, digest, folder));
        }
        return kept;
    }

    private static KeptBundle keptBundle(BundleStore store, Digest digest, Path folder) throws IOException {
        Optional<BundleSource> source;
        try {
            source = store.read(digest);
        } catch (BundleException unusable) {
            return new KeptBundle(digest.text(), true, String.valueOf(unusable.getMessage()));
        }
        if (source.isPresent()) {
            Path place = folder.resolve(Exported.BUNDLES).resolve(Exported.fileName(digest.text()));
            for (var file : source.get().content().allFiles().entrySet()) {
                DurableFiles.create(place.resolve(file.getKey()), out -> out.write(file.getValue()));
            }
        }
        return new KeptBundle(digest.text(), source.isPresent(), null);
    }

    private List<KeptSnapshot> keptSnapshots(Path folder) throws IOException {
        SnapshotStore store = archive.snapshots();
        List<KeptSnapshot> kept = new ArrayList<>();
        for (Digest digest : snapshots) {
            Optional<byte[]> bytes = store.intact(digest);
            if (bytes.isPresent()) {
                Path file = folder.resolve(Exported.SNAPSHOTS)
                        .resolve(Exported.fileName(digest.text()) + Exported.SNAPSHOT_ENDING);
                DurableFiles.create(file, out -> out.write(bytes.get()));
            }
            kept.add(new KeptSnapshot(digest.text(), bytes.isPresent()));
        }
        return kept;
    }
}
