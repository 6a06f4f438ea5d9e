package dev.docket.service.evidence;

import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.json.JsonWriter;
import dev.docket.service.outcome.judge.ReportOutcomes;
import dev.docket.service.proof.JournalArchive;
import dev.docket.service.proof.NamedSnapshots;
import dev.docket.service.proof.VerifierKeys;
import dev.docket.service.replay.ReplayException;
import dev.docket.service.replay.ReplayJournal;
import dev.docket.service.replay.ReplayReport;
import dev.docket.service.replay.ReplayState;
import dev.docket.service.replay.Selection;
import dev.docket.service.replay.change.Proposal;
import dev.docket.storage.DurableFiles;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;

/**
 * Packs the decisions of a period with everything that proves and explains them: records, proofs, log checkpoints, the bundles
 * that decided with their signatures and model cards, the reference snapshots that records name, statistics, reports, a start
 * page and a verifier that needs only a JDK.
 */
public final class EvidencePack {
    private final JournalArchive archive;
    private final List<String> keys;

    /** @param keys the C2SP verifier keys of the streams; empty to take those in the data folders */
    public EvidencePack(JournalArchive archive, List<String> keys) {
        this.archive = archive;
        this.keys = List.copyOf(keys);
    }

    /**
     * The contents of the pack.
     *
     * @param uncovered records of the period that no log checkpoint covers yet, and that are left out
     * @param problems bundles that decided, and snapshots that records name, but that are not packed, with the reason
     */
    public record Packed(long decisions, long outcomes, long bundles, long uncovered, List<String> problems) {
        public Packed {
            problems = List.copyOf(problems);
        }
    }

    /** The pack cannot be written. The message says what to do. */
    public static final class NotPackedException extends RuntimeException {
        NotPackedException(String message) {
            super(message);
        }

        NotPackedException(Throwable cause) {
            super(cause.getMessage(), cause);
        }
    }

    /**
     * Writes the archive atomically.
     *
     * @param from the start of the period, by time of receipt
     * @param to the end of the period, exclusive
     * @param progress receives the number of decisions packed so far
     * @throws NotPackedException if the journal cannot be read, nothing was signed yet, or the file cannot be written
     */
    public Packed write(Instant from, Instant to, Path file, LongConsumer progress) {
        var packed = new AtomicReference<Packed>();
        try (JournalReader journal = archive.openToRead()) {
            DurableFiles.write(file, out -> packed.set(write(journal, from, to, out, progress)));
            return Objects.requireNonNull(packed.get());
        } catch (JournalUnavailableException
                | ReplayException
                | IllegalArgumentException
                | IOException
                | UncheckedIOException unusable) {
            throw new NotPackedException(unusable);
        }
    }

    /** The SHA-256 of the verifier in every pack of this version, to be compared from outside of the pack. */
    public static Digest verifierDigest() {
        return Digest.over(verifier());
    }

    private static byte[] verifier() {
        try (InputStream verifier = EvidencePack.class.getResourceAsStream("/evidence/Verify.java")) {
            return Objects.requireNonNull(verifier).readAllBytes();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private Packed write(JournalReader journal, Instant from, Instant to, OutputStream out, LongConsumer progress)
            throws IOException {
        SortedMap<String, Log.StoredCheckpoint> checkpoints = checkpoints(journal);
        VerifierKeys verifiers = VerifierKeys.of(archive, keys, journal.logs().size());
        NamedSnapshots snapshots = new NamedSnapshots(archive);
        PackRecords records = new PackRecords(journal, checkpoints, snapshots);
        List<String> problems = new ArrayList<>();
        try (PackWriter pack = new PackWriter(out)) {
            pack.stream("records.ndjson", rows -> records.write(from, to, rows, progress));
            pack.stream("retirements.ndjson", records::writeRetirements);
            pack.stream("changes.ndjson", steps -> {
                if (records.writeChanges(steps)) {
                    problems.add("Steps of policy changes are newer than the log checkpoint, and left out.");
                }
            });
            StringBuilder lines = new StringBuilder();
            for (Map.Entry<String, Log.StoredCheckpoint> each : checkpoints.entrySet()) {
                pack.add(
                        "checkpoints/" + each.getKey() + ".txt", each.getValue().note());
                lines.append(verifiers.of(each.getKey()).text()).append('\n');
            }
            pack.add("keys.txt", lines.toString());
            pack.add("statistics.json", statistics(from, to, records));
            pack.add(
                    "outcomes.json",
                    ReportOutcomes.json(ReportOutcomes.of(archive, Optional.of(from), Optional.of(to))));
            SortedMap<String, String> bundles =
                    new PackBundles(archive.bundles(), pack, problems).add(records.bundles());
            for (Digest digest : snapshots.digests()) {
                Optional<byte[]> bytes = snapshots.bytes(digest);
                if (bytes.isPresent()) {
                    pack.add("snapshots/" + digest.text().replace(':', '-') + ".json", bytes.get());
                } else {
                    snapshots.problemOf(digest).ifPresent(problems::add);
                }
            }
            ReplayReport replayed = replayed(from, to);
            pack.add("replay.json", new JsonWriter().value(replayed).bytes());
            pack.add("index.html", IndexPage.of(from, to, checkpoints.values(), records, replayed, bundles));
            pack.add("Verify.java", verifier());
            pack.sign(archive.signers());
        }
        return new Packed(
                records.decisions(), records.outcomes(), records.bundles().size(), records.uncovered(), problems);
    }

    /** The latest log checkpoint of each stream that has one. */
    private static SortedMap<String, Log.StoredCheckpoint> checkpoints(JournalReader journal) {
        SortedMap<String, Log.StoredCheckpoint> checkpoints = new TreeMap<>();
        journal.logs().forEach(log -> log.latestCheckpoint().ifPresent(one -> checkpoints.put(log.stream(), one)));
        if (checkpoints.isEmpty()) {
            throw new NotPackedException(
                    "No checkpoint has been signed yet.%nStart the service once, and it will sign one.".formatted());
        }
        return checkpoints;
    }

    /** Replays every decision of the period with its recorded bundle. */
    private ReplayReport replayed(Instant from, Instant to) {
        Selection period = new Selection(new TreeMap<>(), Optional.of(from), Optional.of(to));
        try (ReplayJournal journal = ReplayJournal.open(archive)) {
            ReplayState begin = journal.start(period, Proposal.AS_RECORDED, to);
            return journal.run(period, Proposal.AS_RECORDED, begin, (decisions, state) -> {})
                    .report();
        }
    }

    private static byte[] statistics(Instant from, Instant to, PackRecords records) {
        return new JsonWriter()
                .beginObject()
                .field("from", from.toString())
                .field("to", to.toString())
                .field("decisions", records.decisions())
                .field("outcomes", records.outcomes())
                .field("work", records.work())
                .field("notYetSigned", records.uncovered())
                .field("dispositions", records.dispositions())
                .field("firedRules", records.rules())
                .endObject()
                .bytes();
    }
}
