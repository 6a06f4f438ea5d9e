package dev.docket.service.evidence;

import dev.docket.bundle.BundleStore;
import dev.docket.journal.JournalKey;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.SqliteJournal;
import dev.docket.json.JsonWriter;
import dev.docket.service.CheckRules;
import dev.docket.service.JournalStore;
import dev.docket.service.ReportOutcomes;
import dev.docket.service.replay.Proposal;
import dev.docket.service.replay.ReplayException;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayState;
import dev.docket.service.replay.Selection;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;

/**
 * Packs the decisions of a period with everything that proves and explains them: records, proofs, the checkpoint, the bundles
 * that decided with their signatures and model cards, what their cases give, statistics, a page for people and a verifier
 * that needs a JDK only.
 */
public final class EvidencePack {
    private final Path dataDir;

    public EvidencePack(Path dataDir) {
        this.dataDir = dataDir;
    }

    /**
     * What was packed.
     *
     * @param uncovered records of the period that no checkpoint covers yet; they are left out
     */
    public record Packed(long decisions, long outcomes, long bundles, long uncovered) {}

    /** It cannot be packed; the message says what to do. */
    public static final class NotPackedException extends RuntimeException {
        NotPackedException(String message) {
            super(message);
        }

        NotPackedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Writes the archive; it is there whole, or not at all.
     *
     * @param from the earliest time of receipt
     * @param to the first time of receipt that is too late
     * @param progress is told how many decisions were packed so far
     * @throws NotPackedException if the journal cannot be read, nothing was signed yet, or the file cannot be written
     */
    public Packed write(Instant from, Instant to, Path file, LongConsumer progress) {
        Path half = file.resolveSibling(file.getFileName() + ".part");
        try (JournalReader journal = SqliteJournal.openToRead(dataDir)) {
            Packed packed;
            try (OutputStream out = Files.newOutputStream(half)) {
                packed = write(journal, from, to, out, progress);
            }
            Files.move(half, file, StandardCopyOption.REPLACE_EXISTING);
            return packed;
        } catch (NotPackedException unsigned) {
            deleteQuietly(half);
            throw unsigned;
        } catch (JournalUnavailableException | ReplayException | IOException | UncheckedIOException unusable) {
            throw new NotPackedException(unusable);
        }
    }

    @SuppressWarnings("EmptyCatch") // why nothing was packed is already known
    private static void deleteQuietly(Path half) {
        try {
            Files.deleteIfExists(half);
        } catch (IOException ignored) {
        }
    }

    private Packed write(JournalReader journal, Instant from, Instant to, OutputStream out, LongConsumer progress)
            throws IOException {
        Log log = journal.logs().getFirst();
        Log.StoredCheckpoint checkpoint = log.latestCheckpoint()
                .orElseThrow(() -> new NotPackedException(
                        "No checkpoint is signed yet.%nStart the service once; it signs one.".formatted()));
        PackRecords records = new PackRecords(journal, log, checkpoint);
        try (PackWriter pack = new PackWriter(out)) {
            pack.stream("records.ndjson", rows -> records.write(from, to, rows, progress));
            pack.add("checkpoint.txt", checkpoint.note());
            pack.add("key.txt", JournalKey.verifierIn(dataDir).text() + "\n");
            pack.add("statistics.json", statistics(records));
            pack.add(
                    "outcomes.json",
                    ReportOutcomes.json(
                            ReportOutcomes.of(new JournalStore.Sqlite(dataDir), Optional.of(from), Optional.of(to))));
            SortedMap<String, String> cases = bundles(records, pack);
            ReplayReport replayed = replayed(from, to);
            pack.add("replay.json", new JsonWriter().value(replayed).bytes());
            pack.add("index.html", IndexPage.of(from, to, checkpoint, records, replayed, cases));
            try (InputStream verifier = EvidencePack.class.getResourceAsStream("/evidence/Verify.java")) {
                pack.add("Verify.java", Objects.requireNonNull(verifier).readAllBytes());
            }
        }
        return new Packed(
                records.decisions(), records.outcomes(), records.bundles().size(), records.uncovered());
    }

    /** Every decision of the period, made again with the bundle that made it. */
    private ReplayReport replayed(Instant from, Instant to) {
        Selection period = new Selection(new TreeMap<>(), Optional.of(from), Optional.of(to));
        try (ReplayJournal journal = ReplayJournal.open(dataDir)) {
            ReplayState begin = journal.start(period, Proposal.AS_RECORDED, to);
            return journal.run(period, Proposal.AS_RECORDED, begin, (decisions, state) -> {})
                    .report();
        }
    }

    /** The bundles as they are kept; what the cases of each give, by its digest. */
    private SortedMap<String, String> bundles(PackRecords records, PackWriter pack) throws IOException {
        BundleStore store = new BundleStore(dataDir.resolve("bundles"));
        SortedMap<String, String> results = new TreeMap<>();
        for (String digest : records.bundles()) {
            String name = "bundles/" + digest.replace(':', '-');
            Optional<String> problem = store.problemOf(digest);
            if (problem.isPresent()) {
                results.put(digest, problem.get());
                continue;
            }
            Path folder = dataDir.resolve(name);
            pack.addFolder(name, folder);
            CheckRules.Report report = new CheckRules().check(folder.resolve("rules"));
            results.put(
                    digest,
                    "as it was kept; %d rules, %d cases, %d errors"
                            .formatted(report.rules(), report.cases(), report.count(CheckRules.Level.ERROR)));
            pack.add(name + ".check.json", check(report));
        }
        return results;
    }

    private static byte[] check(CheckRules.Report report) {
        JsonWriter json = new JsonWriter()
                .beginObject()
                .field("passed", report.passed())
                .field("rules", report.rules())
                .field("cases", report.cases())
                .name("findings")
                .beginArray();
        report.findings().forEach(finding -> json.beginObject()
                .field("level", finding.level())
                .field("line", finding.line())
                .field("code", finding.code())
                .field("message", finding.message())
                .endObject());
        return json.endArray().endObject().bytes();
    }

    private static byte[] statistics(PackRecords records) {
        return new JsonWriter()
                .beginObject()
                .field("decisions", records.decisions())
                .field("outcomes", records.outcomes())
                .field("notYetSigned", records.uncovered())
                .field("dispositions", records.dispositions())
                .field("firedRules", records.rules())
                .endObject()
                .bytes();
    }
}
