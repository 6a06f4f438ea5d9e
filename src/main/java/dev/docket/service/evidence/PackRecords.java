package dev.docket.service.evidence;

import dev.docket.journal.DecisionEntry;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Entry;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.Recorded;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.service.ExportRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** The records of a period with their proofs, and what is counted of them on the way. */
final class PackRecords {
    private final JournalReader journal;
    private final Log log;
    private final Log.StoredCheckpoint checkpoint;
    private final MerkleTree tree;
    private final SortedMap<String, Long> dispositions = new TreeMap<>();
    private final SortedMap<String, Long> rules = new TreeMap<>();
    private final SortedSet<String> bundles = new TreeSet<>();
    private long decisions;
    private long outcomes;
    private long uncovered;

    PackRecords(JournalReader journal, Log log, Log.StoredCheckpoint checkpoint) {
        this.journal = journal;
        this.log = log;
        this.checkpoint = checkpoint;
        tree = new MerkleTree(checkpoint.size(), log.subtrees());
    }

    /** One line for each record: its header and payloads as they were recorded, and its proof. */
    void write(Instant from, Instant to, OutputStream out, LongConsumer progress) {
        var period = new Filter(Map.of(), Optional.of(from), Optional.of(to));
        try (Stream<Recorded<DecisionEntry>> all = journal.all(period, Direction.OLDEST_FIRST, Depth.WHOLE)) {
            all.filter(record -> record.position().stream().equals(log.stream()))
                    .forEach(record -> {
                        if (write(record, out)) {
                            count(record.entry());
                            progress.accept(decisions);
                        }
                    });
        }
        journal.outcomes()
                .filter(record -> record.position().stream().equals(log.stream())
                        && !record.entry().at().isBefore(from)
                        && record.entry().at().isBefore(to))
                .forEach(record -> outcomes += write(record, out) ? 1 : 0);
    }

    private boolean write(Recorded<? extends Entry> record, OutputStream out) {
        long sequence = record.position().sequence();
        if (sequence > checkpoint.size()) {
            uncovered++;
            return false;
        }
        try {
            out.write(ExportRecords.json(record, tree.inclusionProof(sequence - 1)));
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
        bundles.add(entry.bundleDigest());
    }

    long decisions() {
        return decisions;
    }

    long outcomes() {
        return outcomes;
    }

    /** How many records of the period are younger than the checkpoint; they are not in the pack. */
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

    SortedSet<String> bundles() {
        return bundles;
    }
}
