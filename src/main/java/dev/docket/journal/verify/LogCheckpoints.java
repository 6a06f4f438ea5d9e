package dev.docket.journal.verify;

import dev.docket.journal.Log;
import dev.docket.journal.Log.StoredCheckpoint;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.SignedNote;
import dev.docket.journal.merkle.TreeHead;
import java.util.ArrayDeque;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** The log checkpoints of one stream, compared with its tree as it grows. Not thread-safe. */
final class LogCheckpoints {
    private final String stream;
    private final NoteVerifier key;
    private final Beginning beginning;
    private final List<StoredCheckpoint> stored;
    private final List<StoredCheckpoint> kept;
    private final ArrayDeque<StoredCheckpoint> ahead;
    private final Findings found;

    /** Receives what is wrong, with the sequence of the record. */
    interface Findings {
        void accept(long sequence, String what);
    }

    /** Checks their signatures, and compares those over records before the beginning. */
    LogCheckpoints(
            String stream,
            NoteVerifier key,
            Beginning beginning,
            List<StoredCheckpoint> stored,
            List<StoredCheckpoint> kept,
            Findings found) {
        this.stream = stream;
        this.key = key;
        this.beginning = beginning;
        this.stored = List.copyOf(stored);
        this.kept = List.copyOf(kept);
        this.found = found;
        ahead = new ArrayDeque<>(Stream.concat(stored.stream(), kept.stream())
                .distinct()
                .sorted(Comparator.comparingLong(StoredCheckpoint::size))
                .toList());
        ahead.forEach(this::checkSignature);
        // One can be signed over fewer records than there are by then.
        while (!ahead.isEmpty() && ahead.getFirst().size() <= beginning.known().records()) {
            long size = ahead.getFirst().size();
            reach(size, () -> beginning.root(size));
        }
    }

    /** Compares the tree of a size with what was signed for it. */
    void reach(long size, Supplier<Hash> root) {
        while (!ahead.isEmpty() && ahead.getFirst().size() == size) {
            var checkpoint = ahead.removeFirst();
            if (!checkpoint.root().equals(root.get())) {
                found.accept(
                        size,
                        String.format(
                                Locale.ROOT,
                                "or an earlier one differs from what the checkpoint of %s over %d records was signed for",
                                checkpoint.at(),
                                size));
            }
        }
    }

    /** After the last record. */
    void end(long size) {
        ahead.forEach(checkpoint -> found.accept(
                size + 1,
                String.format(
                        Locale.ROOT,
                        "is missing: a checkpoint of %s covers %d records, but the stream has %d",
                        checkpoint.at(),
                        checkpoint.size(),
                        size)));
        ahead.clear();
        checkNumbers();
        kept.stream().filter(one -> !stored.contains(one)).forEach(one -> missed(one, size));
    }

    /** How many records the last one covers. */
    long lastCovered() {
        return stored.stream()
                .mapToLong(StoredCheckpoint::size)
                .max()
                .orElse(Math.max(0, beginning.known().covered()));
    }

    private void checkSignature(StoredCheckpoint checkpoint) {
        var note = SignedNote.parse(checkpoint.note());
        boolean isAsSigned = checkpoint
                .said()
                .filter(said -> said.origin().equals(Log.origin(stream)) && said.size() == checkpoint.size())
                .filter(said ->
                        said.root().equals(checkpoint.root()) && said.at().equals(checkpoint.at()))
                .isPresent();
        if (!isAsSigned) {
            found.accept(checkpoint.size(), "has a checkpoint that differs from what was signed");
        } else if (!note.map(key::signed).orElse(false)) {
            found.accept(
                    checkpoint.size(), "has a checkpoint that was not signed with the key %s".formatted(key.text()));
        }
    }

    /** Checks the numbering: whoever deletes a checkpoint cannot re-sign the later ones. */
    private void checkNumbers() {
        long expected = beginning.known().checkpoints() + 1;
        for (var checkpoint : stored) {
            long number = number(checkpoint);
            if (number != expected) {
                found.accept(
                        checkpoint.size(),
                        String.format(
                                Locale.ROOT,
                                "has checkpoint %d of %s, but checkpoint %d before it is missing",
                                number,
                                checkpoint.at(),
                                expected));
            }
            expected = number + 1;
        }
    }

    private void missed(StoredCheckpoint checkpoint, long size) {
        // If its records are missing as well, that has already been reported.
        if (checkpoint.size() <= size) {
            found.accept(
                    checkpoint.size(),
                    String.format(
                            Locale.ROOT,
                            "had checkpoint %d of %s, which was kept elsewhere but is missing here",
                            number(checkpoint),
                            checkpoint.at()));
        }
    }

    private static long number(StoredCheckpoint checkpoint) {
        return checkpoint.said().map(TreeHead::number).orElse(0L);
    }
}
