package dev.docket.journal.verify;

import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.checkpoint.KeptCheckpoint;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.verify.Verification.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
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

    /** The key that signs a stream's log checkpoints. */
    @FunctionalInterface
    public interface Keys {
        NoteVerifier of(String stream);
    }

    /**
     * What was found.
     *
     * @param records the number of records verified
     * @param checkpoints the number of log checkpoints verified
     * @param problems in sequence; empty if the journal is intact
     */
    public record Result(long records, long checkpoints, List<String> problems) {}

    /**
     * Reads every record.
     *
     * @param kept log checkpoints that were kept elsewhere
     * @param progress receives the number of records read so far
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
                .forEach(one -> problems.add(String.format(
                        Locale.ROOT,
                        "stream %s is missing, but there is a kept checkpoint over %d of its records",
                        one.stream(),
                        one.checkpoint().size())));
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

    /** Reads the next page while verifying the current one; reading and hashing take about equally long. */
    private void read(String stream, Verification verification, LongConsumer progress) {
        try (var reading = Executors.newSingleThreadExecutor()) {
            var page = page(reading, stream, 1);
            for (var records = page.join(); !records.isEmpty(); records = page.join()) {
                page = page(reading, stream, records.getLast().position().sequence() + 1);
                for (var record : records) {
                    verification.add(record);
                    if (!verification.isSound()) {
                        return;
                    }
                }
                progress.accept(verification.size());
            }
            verification.end();
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof DamagedRecordException damaged)) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
            verification.damaged(damaged);
        }
    }

    private CompletableFuture<List<Recorded<Entry>>> page(Executor reading, String stream, long from) {
        return CompletableFuture.supplyAsync(() -> journal.records(stream, from, PAGE), reading);
    }

    private void checkTotals(long indexEntries, List<String> problems) {
        long orphans = journal.countOrphans();
        if (orphans > 0) {
            problems.add(String.format(Locale.ROOT, "%d rows belong to no stream or to no record", orphans));
        }
        // A running service adds to both while this counts; an entry that matches no record is wrong at any
        // time.
        var index = journal.countIndexEntries();
        if (index.wrong() > 0 || index.entries() < indexEntries) {
            problems.add(String.format(
                    Locale.ROOT,
                    "the indexes of codes and rules were changed: %d entries for %d, %d of them wrong",
                    index.entries(),
                    indexEntries,
                    index.wrong()));
        }
    }
}
