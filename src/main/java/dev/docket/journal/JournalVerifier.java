package dev.docket.journal;

import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.Verification.Finding;
import dev.docket.journal.merkle.NoteVerifier;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Verifies a whole journal, stream by stream. */
public final class JournalVerifier {
    private static final int PAGE = 500;

    private final JournalReader journal;
    private final Keys keys;

    /** @param keys of the streams */
    public JournalVerifier(JournalReader journal, Keys keys) {
        this.journal = journal;
        this.keys = keys;
    }

    /** The key that signs a stream's checkpoints. */
    @FunctionalInterface
    public interface Keys {
        NoteVerifier of(String stream);
    }

    /**
     * What was found.
     *
     * @param records that were verified
     * @param checkpoints that were verified
     * @param problems from the first on; empty if the journal is what was written
     */
    public record Result(long records, long checkpoints, List<String> problems) {}

    /**
     * Reads every record.
     *
     * @param kept checkpoints that were kept elsewhere, each signed and stored before this is called
     * @param progress is told how many records were read so far
     */
    public Result verify(List<KeptCheckpoint> kept, LongConsumer progress) {
        var problems = new ArrayList<String>();
        long records = 0;
        long indexEntries = 0;
        long checkpoints = 0;
        for (var log : journal.logs()) {
            var stored = log.checkpoints();
            var elsewhere = keptOf(log.stream(), kept);
            checkpoints += Stream.concat(stored.stream(), elsewhere.stream())
                    .distinct()
                    .count();
            var verification = new Verification(log, keys.of(log.stream()), stored, elsewhere);
            long before = records;
            read(log.stream(), verification, size -> progress.accept(before + size));
            problems.addAll(
                    verification.findings().stream().map(Finding::toString).toList());
            records += verification.size();
            indexEntries += verification.indexEntries();
        }
        kept.stream()
                .filter(one ->
                        journal.logs().stream().noneMatch(log -> log.stream().equals(one.stream())))
                .forEach(one -> problems.add("stream %s is missing: a checkpoint over %d records of it is kept"
                        .formatted(one.stream(), one.checkpoint().size())));
        if (problems.isEmpty()) {
            checkTotals(indexEntries, problems);
        }
        return new Result(records, checkpoints, List.copyOf(problems));
    }

    private static List<StoredCheckpoint> keptOf(String stream, List<KeptCheckpoint> kept) {
        return kept.stream()
                .filter(one -> one.stream().equals(stream))
                .map(KeptCheckpoint::checkpoint)
                .toList();
    }

    private void read(String stream, Verification verification, LongConsumer progress) {
        try {
            for (var page = journal.records(stream, 1, PAGE);
                    !page.isEmpty();
                    page = journal.records(stream, page.getLast().position().sequence() + 1, PAGE)) {
                for (var record : page) {
                    verification.add(record);
                    if (!verification.isSound()) {
                        return;
                    }
                }
                progress.accept(verification.size());
            }
            verification.end();
        } catch (DamagedRecordException damaged) {
            verification.damaged(damaged);
        }
    }

    private void checkTotals(long indexEntries, List<String> problems) {
        long orphans = journal.countOrphans();
        if (orphans > 0) {
            problems.add("%d rows belong to no stream or to no record".formatted(orphans));
        }
        // A docket that goes on writing adds to both while this counts; what no record stands behind is wrong at any
        // time.
        var index = journal.countIndexEntries();
        if (index.wrong() > 0 || index.entries() < indexEntries) {
            problems.add("the indexes of codes and rules were changed: %d entries for %d, %d of them wrong"
                    .formatted(index.entries(), indexEntries, index.wrong()));
        }
    }
}
