package dev.docket.service.evidence;

import dev.docket.decision.id.DecisionId;
import dev.docket.digest.Digest;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.journal.record.ChangeEntry;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.IntakeEntry;
import dev.docket.journal.record.OutcomeEntry;
import dev.docket.journal.record.Payload;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.record.RetirementEntry;
import dev.docket.journal.record.WorkEntry;
import dev.docket.service.proof.NamedSnapshots;
import dev.docket.service.search.ExportRecords;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
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
    private static final int PAGE = 200;

    private final JournalReader journal;
    private final NamedSnapshots snapshots;
    private final Map<String, SignedLog> logs;
    private final SortedMap<String, Long> dispositions = new TreeMap<>();
    private final SortedMap<String, Long> rules = new TreeMap<>();
    private final SortedMap<Digest, DecisionId> bundles = new TreeMap<>();
    private final SortedMap<String, Long> retired = new TreeMap<>();
    private long decisions;
    private long outcomes;
    private long work;
    private long uncovered;

    /** A stream up to its log checkpoint. */
    private record SignedLog(MerkleTree tree, long size) {
        static SignedLog of(Log log, Log.StoredCheckpoint checkpoint) {
            return new SignedLog(new MerkleTree(checkpoint.size(), log.subtrees()), checkpoint.size());
        }
    }

    /**
     * @param checkpoints log checkpoints by stream name; records of other streams count as unsigned
     * @param snapshots is told of each record that is written
     */
    PackRecords(JournalReader journal, Map<String, Log.StoredCheckpoint> checkpoints, NamedSnapshots snapshots) {
        this.journal = journal;
        this.snapshots = snapshots;
        logs = journal.logs().stream()
                .filter(log -> checkpoints.containsKey(log.stream()))
                .collect(Collectors.toMap(
                        Log::stream, log -> SignedLog.of(log, Objects.requireNonNull(checkpoints.get(log.stream())))));
    }

    /**
     * Writes one line per record: header and payloads as recorded, and the proof. Of each stream all records from the first
     * of the period to the last, so that whoever reads them sees that none is missing between.
     */
    void write(Instant from, Instant to, OutputStream out, LongConsumer progress) {
        SortedMap<String, Span> spans = spans(from, to);
        for (Map.Entry<String, Span> each : spans.entrySet()) {
            SignedLog log = Objects.requireNonNull(logs.get(each.getKey()));
            records(each.getKey(), each.getValue().first(), each.getValue().last())
                    .forEach(record -> {
                        write(record, log, out);
                        boolean isInPeriod = !record.entry().at().isBefore(from)
                                && record.entry().at().isBefore(to);
                        count(record, isInPeriod);
                        progress.accept(decisions);
                    });
        }
    }

    /** Writes the records that prove why payloads of records of the pack are missing; after {@link #write}. */
    void writeRetirements(OutputStream out) {
        retired.forEach((stream, sequence) -> {
            SignedLog log = Objects.requireNonNull(logs.get(stream));
            records(stream, sequence + 1, log.size())
                    .filter(record ->
                            record.entry() instanceof RetirementEntry retirement && retirement.upTo() >= sequence)
                    .findFirst()
                    .ifPresent(record -> write(record, log, out));
        });
    }

    /**
     * Writes the steps of all policy changes, from the first one on, because each follows from those before.
     *
     * @return whether some are newer than the log checkpoint, and so not in the pack
     */
    boolean writeChanges(OutputStream out) {
        long number = 0;
        List<Recorded<ChangeEntry>> page = journal.changes(number, PAGE);
        while (!page.isEmpty()) {
            for (Recorded<ChangeEntry> step : page) {
                SignedLog log = logs.get(step.position().stream());
                if (log == null || step.position().sequence() > log.size()) {
                    return true;
                }
                write(step, log, out);
                number = step.entry().number();
            }
            page = journal.changes(number, PAGE);
        }
        return false;
    }

    private record Span(long first, long last) {
        Span and(Span other) {
            return new Span(Math.min(first, other.first), Math.max(last, other.last));
        }
    }

    private SortedMap<String, Span> spans(Instant from, Instant to) {
        SortedMap<String, Span> spans = new TreeMap<>();
        var period = new Filter(Map.of(), Optional.of(from), Optional.of(to));
        try (Stream<Recorded<DecisionEntry>> all = journal.all(period, Direction.OLDEST_FIRST, Depth.HEADERS)) {
            all.forEach(record -> widen(spans, record));
        }
        journal.outcomes()
                .filter(record -> !record.entry().at().isBefore(from)
                        && record.entry().at().isBefore(to))
                .forEach(record -> widen(spans, record));
        journal.work()
                .filter(record -> !record.entry().at().isBefore(from)
                        && record.entry().at().isBefore(to))
                .forEach(record -> widen(spans, record));
        return spans;
    }

    private void widen(SortedMap<String, Span> spans, Recorded<? extends Entry> record) {
        long sequence = record.position().sequence();
        SignedLog log = logs.get(record.position().stream());
        if (log == null || sequence > log.size()) {
            uncovered++;
            return;
        }
        spans.merge(record.position().stream(), new Span(sequence, sequence), Span::and);
    }

    private Stream<Recorded<Entry>> records(String stream, long first, long last) {
        return Stream.iterate(
                        page(stream, first, last),
                        page -> !page.isEmpty(),
                        page -> page(stream, page.getLast().position().sequence() + 1, last))
                .flatMap(List::stream);
    }

    private List<Recorded<Entry>> page(String stream, long first, long last) {
        return first > last ? List.of() : journal.records(stream, first, (int) Math.min(PAGE, last - first + 1));
    }

    private static void write(Recorded<? extends Entry> record, SignedLog log, OutputStream out) {
        try {
            out.write(ExportRecords.json(
                    record, log.tree().inclusionProof(record.position().sequence() - 1)));
            out.write('\n');
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private void count(Recorded<Entry> record, boolean isInPeriod) {
        snapshots.note(record);
        switch (record.entry()) {
            case DecisionEntry decision -> {
                bundles.putIfAbsent(decision.bundleDigest(), decision.decisionId());
                noteRetired(record, decision.request());
                if (isInPeriod) {
                    decisions++;
                    dispositions.merge(decision.facets().disposition(), 1L, Long::sum);
                    decision.facets().ruleIds().forEach(rule -> rules.merge(rule.text(), 1L, Long::sum));
                }
            }
            case OutcomeEntry outcome -> {
                noteRetired(record, outcome.document());
                outcomes += isInPeriod ? 1 : 0;
            }
            case RetirementEntry retirement -> {}
            case ChangeEntry change -> {}
            case IntakeEntry intake -> {}
            case WorkEntry done -> {
                noteRetired(record, done.document());
                work += isInPeriod ? 1 : 0;
            }
        }
    }

    private void noteRetired(Recorded<Entry> record, Payload payload) {
        if (payload instanceof Payload.Retired) {
            retired.merge(record.position().stream(), record.position().sequence(), Math::max);
        }
    }

    long decisions() {
        return decisions;
    }

    long outcomes() {
        return outcomes;
    }

    /** How often people did something with waiting decisions. */
    long work() {
        return work;
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
    SortedMap<Digest, DecisionId> bundles() {
        return bundles;
    }
}
