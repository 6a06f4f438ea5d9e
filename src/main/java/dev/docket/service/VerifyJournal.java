package dev.docket.service;

import dev.docket.bundle.BundleStore;
import dev.docket.journal.JournalKey;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.JournalVerifier;
import dev.docket.journal.JournalVerifier.KeptCheckpoint;
import dev.docket.journal.Log;
import dev.docket.journal.merkle.Checkpoint;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.merkle.SignedNote;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongConsumer;

/** Verifies a journal, with the bundles that its records name; also while dockets write it. */
public final class VerifyJournal {
    private final JournalStore store;
    private final List<String> keys;
    private final List<Path> checkpoints;

    /**
     * @param keys the C2SP verifier keys that the caller trusts, one for each stream; empty to take the one in the folder
     * @param checkpoints files with signed checkpoints that were kept elsewhere
     */
    public VerifyJournal(JournalStore store, List<String> keys, List<Path> checkpoints) {
        this.store = store;
        this.keys = List.copyOf(keys);
        this.checkpoints = List.copyOf(checkpoints);
    }

    /**
     * What was found.
     *
     * @param bundles that records name, and that were compared with their digest
     * @param keys that the checkpoints were verified with
     * @param problems the first bad record first; empty if everything is as it was written
     */
    public record Report(long records, long checkpoints, long bundles, List<String> keys, List<String> problems) {}

    /** The journal cannot be verified at all; the message says what to do. */
    public static final class NotVerifiableException extends RuntimeException {
        NotVerifiableException(String message) {
            super(message);
        }

        NotVerifiableException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    /**
     * Reads everything.
     *
     * @param progress is told how many records were read so far
     * @throws NotVerifiableException if the journal, the key or a checkpoint cannot be read
     */
    public Report run(LongConsumer progress) {
        try (JournalReader journal = store.openToRead()) {
            List<NoteVerifier> verifiers = keys.isEmpty()
                    ? List.of(JournalKey.verifierIn(store.keyFolder()))
                    : keys.stream().map(NoteVerifier::parse).toList();
            int streams = journal.logs().size();
            var result = new JournalVerifier(journal, stream -> verifier(verifiers, stream, streams))
                    .verify(kept(), progress);
            List<String> problems = new ArrayList<>(result.problems());
            BundleStore bundles = new BundleStore(store.dataDir().resolve("bundles"));
            List<String> digests = journal.bundleDigests();
            digests.forEach(digest -> bundles.problemOf(digest).ifPresent(problems::add));
            return new Report(
                    result.records(),
                    result.checkpoints(),
                    digests.size(),
                    verifiers.stream().map(NoteVerifier::text).toList(),
                    List.copyOf(problems));
        } catch (JournalUnavailableException | IllegalArgumentException unusable) {
            throw new NotVerifiableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    // The only key for the only stream is taken at its word: what is wrong with it, verifying tells.
    private static NoteVerifier verifier(List<NoteVerifier> verifiers, String stream, int streams) {
        return verifiers.stream()
                .filter(one -> one.name().equals(Log.origin(stream)) || (streams == 1 && verifiers.size() == 1))
                .findFirst()
                .orElseThrow(() -> new NotVerifiableException("""
                        The key of stream %s is not known.
                        Give every stream's with --key; GET /v1/journal/key of the docket that writes it tells it.""".formatted(stream)));
    }

    private List<KeptCheckpoint> kept() {
        return checkpoints.stream().map(VerifyJournal::kept).toList();
    }

    private static KeptCheckpoint kept(Path file) {
        try {
            String note = Files.readString(file);
            Checkpoint checkpoint = SignedNote.parse(note)
                    .flatMap(signed -> Checkpoint.parse(signed.text()))
                    .orElseThrow(() -> new NotVerifiableException(
                            "%s is no signed checkpoint.%nGET /v1/journal/checkpoint gives one.".formatted(file)));
            return new KeptCheckpoint(
                    Log.streamOf(checkpoint.origin()),
                    new Log.StoredCheckpoint(checkpoint.size(), checkpoint.root(), checkpoint.at(), note));
        } catch (IOException unreadable) {
            throw new NotVerifiableException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
