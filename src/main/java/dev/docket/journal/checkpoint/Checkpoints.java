package dev.docket.journal.checkpoint;

import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.MerkleTree;
import dev.docket.journal.merkle.NoteSigner;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.TreeHead;
import dev.docket.journal.record.Position;
import dev.docket.journal.record.RecordHeader;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Signs log checkpoints over the journal's stream. Thread-safe. */
public final class Checkpoints {
    private static final int PAGE = 500;
    private static final Duration BETWEEN_DEMANDS = Duration.ofSeconds(1);

    private final Journal journal;
    private final Path folder;
    private final LastCheckpoint last;
    private final InstantSource clock;

    // Read on first use, because perhaps only the store knows which stream it is for.
    private Optional<NoteSigner> signer = Optional.empty();
    private boolean isSigned;

    private boolean isSignedOnDemand;
    private long signedOnDemand;

    /** @param folder holds the key, generated if missing, and the last signed log checkpoint */
    public Checkpoints(Journal journal, Path folder, InstantSource clock) {
        this.journal = journal;
        this.folder = folder;
        this.clock = clock;
        last = LastCheckpoint.in(folder);
    }

    /** The verifier key. @throws JournalUnavailableException if there is none, or the journal is unavailable */
    public NoteVerifier verifier() {
        return signer().verifier();
    }

    /**
     * The latest log checkpoint; signs a new one if anything was recorded since the last.
     *
     * @throws ChangedLogException if the stream does not extend the last one
     * @throws JournalUnavailableException if the journal or the folder cannot be written
     */
    public synchronized StoredCheckpoint sign() {
        var log = journal.log();
        long size = log.size();
        var latest = log.latestCheckpoint();
        ensureLastIsKept(log, latest);
        latest.ifPresent(checkpoint -> ensureUnchanged(log, checkpoint, size));
        ensureSigned(log, latest.map(StoredCheckpoint::size).orElse(0L), size);
        if (latest.isPresent() && latest.get().size() == size) {
            return latest.get();
        }
        var root = new MerkleTree(size, log.subtrees()).root();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
        long number =
                latest.flatMap(StoredCheckpoint::said).map(TreeHead::number).orElse(0L) + 1;
        var note = signer().sign(new TreeHead(Log.origin(log.stream()), size, root, now, number).text());
        var signed = new StoredCheckpoint(size, root, now, note);
        journal.keep(signed).join();
        last.write(signed);
        return signed;
    }

    /**
     * A checkpoint over a record. When none has been signed yet, one is signed now, but at most once a second however many ask:
     * they share the next one.
     *
     * @return empty when they have to ask again in a moment
     */
    public synchronized Optional<StoredCheckpoint> covering(long sequence) {
        Optional<StoredCheckpoint> latest =
                journal.log().latestCheckpoint().filter(checkpoint -> checkpoint.size() >= sequence);
        if (latest.isPresent()) {
            return latest;
        }
        long now = System.nanoTime();
        if (isSignedOnDemand && now - signedOnDemand < BETWEEN_DEMANDS.toNanos()) {
            return Optional.empty();
        }
        isSignedOnDemand = true;
        signedOnDemand = now;
        return Optional.of(sign());
    }

    /** When the stream's last record was received or its last log checkpoint signed, whichever is later; nothing if it has none. */
    public Optional<Instant> lastTime() {
        var log = journal.log();
        var recorded = journal.records(log.stream(), Math.max(1, log.size()), 1).stream()
                .map(last -> last.entry().at());
        var signed = log.latestCheckpoint().map(StoredCheckpoint::at).stream();
        return Stream.concat(recorded, signed).max(Comparator.naturalOrder());
    }

    private synchronized NoteSigner signer() {
        var known = signer.orElseGet(() -> JournalKey.in(folder, journal.log().stream()));
        signer = Optional.of(known);
        return known;
    }

    // After a kill, the store may have a checkpoint the file lacks, but never the other way round.
    private void ensureLastIsKept(Log log, Optional<StoredCheckpoint> latest) {
        last.read()
                .filter(mine -> mine.stream().equals(log.stream()))
                .map(KeptCheckpoint::checkpoint)
                .filter(mine -> latest.stream().noneMatch(one -> one.equals(mine) || one.size() > mine.size()))
                .ifPresent(mine -> {
                    throw new ChangedLogException(String.format(
                            Locale.ROOT,
                            "The journal's stream %s lacks the last checkpoint this service signed, at %s over %d records, so no new one is signed.%nRun './docket journal verify'. If an older copy of the journal was restored on purpose, delete %s.",
                            log.stream(),
                            mine.at(),
                            mine.size(),
                            last.path()));
                });
    }

    // Signing a changed log would legitimise the change.
    private static void ensureUnchanged(Log log, StoredCheckpoint checkpoint, long size) {
        if (size < checkpoint.size()
                || !new MerkleTree(checkpoint.size(), log.subtrees()).root().equals(checkpoint.root())) {
            throw new ChangedLogException(String.format(
                    Locale.ROOT,
                    "The journal's stream %s does not extend its checkpoint of %s over %d records, so no new one is signed.%nRun './docket journal verify', and keep the files: they are evidence.",
                    log.stream(),
                    checkpoint.at(),
                    checkpoint.size()));
        }
    }

    // Once for each start: what this process recorded itself, its heads have covered.
    private void ensureSigned(Log log, long from, long size) {
        if (isSigned || !HeadMarker.in(folder).isFor(log.stream())) {
            return;
        }
        isSigned = log.head()
                .flatMap(note -> SignedHead.read(note, signer().verifier()))
                .filter(head -> head.sequence() >= size)
                .filter(head ->
                        chain(log, from, head.sequence()).filter(head::isAt).isPresent())
                .isPresent();
        if (!isSigned) {
            throw new ChangedLogException(String.format(
                    Locale.ROOT,
                    "The records of stream %s after its checkpoint over %d are not those whose head was signed; no new one is signed.%nRun './docket journal verify', and keep the files: they are evidence.",
                    log.stream(),
                    from));
        }
    }

    /** Where a record stands by the content of those before it; nothing if one is missing or was changed. */
    private Optional<Position> chain(Log log, long from, long to) {
        var last = from == 0 ? Optional.of(new Position(log.stream(), 0, Hash.ZERO, Hash.ZERO)) : log.position(from);
        while (last.isPresent() && last.get().sequence() < to) {
            var page = journal.records(log.stream(), last.get().sequence() + 1, PAGE);
            if (page.isEmpty()) {
                return Optional.empty();
            }
            for (var record : page) {
                var before = last.orElseThrow();
                if (before.sequence() == to) {
                    return last;
                }
                last = Optional.of(RecordHeader.position(
                                record.entry(), log.stream(), before.sequence() + 1, before.hash()))
                        .filter(record.position()::equals);
                if (last.isEmpty()) {
                    return last;
                }
            }
        }
        return last;
    }

    /** The records differ from those that were signed. */
    public static final class ChangedLogException extends RuntimeException {
        ChangedLogException(String message) {
            super(message);
        }
    }
}
