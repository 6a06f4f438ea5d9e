package dev.docket.service.evidence;

import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.service.ExportRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Writes the records of a period with their proofs, and counts them on the way. */
final class PackRecords {
    private final JournalReader journal;
    private final Map<String, SignedLog> logs;
    private final SortedMap<String, Long> dispositions = new TreeMap<>();
    private final SortedMap<String, Long> rules = new TreeMap<>();
    private final SortedMap<String, String> bundles = new TreeMap<>();
    private long decisions;
    private long outcomes;
    private long uncovered;

    /** A stream up to its log checkpoint. */
    private record SignedLog(MerkleTree tree, long size) {
        static SignedLog of(Log log, Log.StoredCheckpoint checkpoint) {
            return new SignedLog(new MerkleTree(checkpoint.size(), log.subtrees()), checkpoint.size());
        }
    }

    /** @param checkpoints log checkpoints by stream name; records of other streams count as unsigned */
    PackRecords(JournalReader journal, Map<String, Log.StoredCheckpoint> checkpoints) {
        this.journal = journal;
        logs = journal.logs().stream()
                .filter(log -> checkpoints.containsKey(log.stream()))
                .collect(Collectors.toMap(
                        Log::stream, log -> SignedLog.of(log, Objects.requireNonNull(checkpoints.get(log.stream())))));
    }

    /** Writes one line per record: header and payloads as recorded, and the proof. */
    void write(Instant from, Instant to, OutputStream out, LongConsumer progress) {
        var period = new Filter(Map.of(), Optional.of(from), Optional.of(to));
        try (Stream<Recorded<DecisionEntry>> all = journal.all(period, Direction.OLDEST_FIRST, Depth.WHOLE)) {
            all.forEach(record -> {
                if (write(record, out)) {
                    count(record.entry());
                    progress.accept(decisions);
                }
            });
        }
        journal.outcomes()
                .filter(record -> !record.entry().at().isBefore(from)
                        && record.entry().at().isBefore(to))
                .forEach(record -> outcomes += write(record, out) ? 1 : 0);
    }

    private boolean write(Recorded<? extends Entry> record, OutputStream out) {
        long sequence = record.position().sequence();
        SignedLog log = logs.get(record.position().stream());
        if (log == null || sequence > log.size()) {
            uncovered++;
            return false;
        }
        try {
            out.write(ExportRecords.json(record, log.tree().inclusionProof(sequence - 1)));
            out.write('\n');
            return true;
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void count(DecisionEntry entry) {
        decisions++;
        dispositions.merge(entry.facets().disposition(), 1L, Long::sum);
        entry.facets().ruleIds().forEach(rule -> rules.merge(rule, 1L, Long::sum));
        bundles.putIfAbsent(entry.bundleDigest(), entry.decisionId());
    }

    long decisions() {
        return decisions;
    }

    long outcomes() {
        return outcomes;
    }

    /** The number of records of the period that are newer than the log checkpoint, and so not in the pack. */
    long uncovered() {
        return uncovered;
    }

    SortedMap<String, Long> dispositions() {
        return dispositions;
    }

    /** How often each rule fired. */
    SortedMap<String, Long> rules() {
        return rules;
    }

    /** The digests of the bundles that decided, each with its first decision. */
    SortedMap<String, String> bundles() {
        return bundles;
    }
}
