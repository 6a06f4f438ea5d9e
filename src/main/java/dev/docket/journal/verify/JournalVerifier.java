package dev.docket.journal.verify;

import dev.docket.journal.DamagedRecordException;
import dev.docket.journal.JournalReader;
import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.checkpoint.KeptCheckpoint;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.record.Entry;
import dev.docket.journal.record.Recorded;
import dev.docket.journal.verify.Verification.Finding;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Stream;

/** Verifies a whole journal, stream by stream. */
public final class JournalVerifier {
    private static final int PAGE = 500;

    private final JournalReader journal;
    private final Keys keys;
    private final Function<String, Beginning> beginnings;

    /** @param keys of the streams */
    public JournalVerifier(JournalReader journal, Keys keys) {
        this(journal, keys, Beginning::first);
    }

    private JournalVerifier(JournalReader journal, Keys keys, Function<String, Beginning> beginnings) {
        this.journal = journal;
        this.keys = keys;
        this.beginnings = beginnings;
    }

    /** For the records of one stream that follow others. What is found counts those as well. */
    public static JournalVerifier after(Beginning beginning, JournalReader journal, Keys keys) {
        return new JournalVerifier(journal, keys, stream -> beginning);
    }

    /** The key that signs a stream's log checkpoints. */
    @FunctionalInterface
    public interface Keys {
        NoteVerifier of(String stream);

        /** Whether a stream is known to have a signed head. */
        default boolean signsHeads(String stream) {
            return false;
        }
    }

    /**
     * What was found.
     *
     * @param records that were verified
     * @param checkpoints that were verified
     * @param unsigned records that neither a checkpoint nor a head covers, of streams from before heads were signed
     * @param problems from the first on; empty if the journal is what was written
     */
    public record Result(long records, long checkpoints, long unsigned, List<String> problems) {}

    /**
     * Reads every record.
     *
     * @param kept log checkpoints that were kept elsewhere
     * @param progress receives the number of records read so far
     */
    public Result verify(List<KeptCheckpoint> kept, LongConsumer progress) {
        return verify(kept, progress, record -> {});
    }

    /**
     * The same for whoever needs the records, too.
     *
     * @param sound receives each record that is what was written
     */
    public Result verify(List<KeptCheckpoint> kept, LongConsumer progress, Consumer<Recorded<Entry>> sound) {
        var problems = new ArrayList<String>();
        long records = 0;
        long indexEntries = 0;
        long checkpoints = 0;
        long unsigned = 0;
        for (var log : journal.logs()) {
            var beginning = beginnings.apply(log.stream());
            var stored = log.checkpoints();
            var elsewhere = keptOf(log.stream(), beginning, kept);
            checkpoints += Stream.concat(stored.stream(), elsewhere.stream())
                    .distinct()
                    .count();
            var verification = new Verification(log, beginning, keys.of(log.stream()), stored, elsewhere);
            long before = records;
            read(log, verification, size -> progress.accept(before + size), sound);
            unsigned += verification.unsigned();
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
        return new Result(records, checkpoints, unsigned, List.copyOf(problems));
    }

    private static List<StoredCheckpoint> keptOf(String stream, Beginning beginning, List<KeptCheckpoint> kept) {
        return kept.stream()
                .filter(one -> one.stream().equals(stream))
                .map(KeptCheckpoint::checkpoint)
                .filter(one -> one.size() > beginning.known().covered())
                .toList();
    }

    private void read(Log log, Verification verification, LongConsumer progress, Consumer<Recorded<Entry>> sound) {
        try (var reading = Executors.newSingleThreadExecutor()) {
            Optional<String> head;
            do {
                read(log.stream(), reading, verification, progress, sound);
                // A docket that goes on writing signs new heads: the records up to this one are there, too.
                head = log.head();
            } while (verification.isSound() && verification.isBehind(head));
            if (verification.isSound()) {
                verification.end(head, keys.signsHeads(log.stream()));
            }
        } catch (CompletionException failed) {
            if (!(failed.getCause() instanceof DamagedRecordException damaged)) {
                throw failed.getCause() instanceof RuntimeException cause ? cause : failed;
            }
            verification.damaged(damaged);
        }
    }

    /** Reads the next page while one is verified: the disk and the hashes each take about half of the time. */
    private void read(
            String stream,
            Executor reading,
            Verification verification,
            LongConsumer progress,
            Consumer<Recorded<Entry>> sound) {
        var page = page(reading, stream, verification.size() + 1);
        for (var records = page.join(); !records.isEmpty(); records = page.join()) {
            page = page(reading, stream, records.getLast().position().sequence() + 1);
            for (var record : records) {
                verification.add(record);
                if (!verification.isSound()) {
                    return;
                }
                sound.accept(record);
            }
            progress.accept(verification.size());
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
                    "the indexes of codes, rules and attributes were changed: %d entries for %d, %d of them wrong",
                    index.entries(),
                    indexEntries,
                    index.wrong()));
        }
    }
}
