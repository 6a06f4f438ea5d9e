package dev.docket.service.proof;

import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.HeadMarker;
import dev.docket.journal.checkpoint.KeptCheckpoint;
import dev.docket.journal.checkpoint.LastCheckpoint;
import dev.docket.journal.merkle.NoteVerifier;
import dev.docket.journal.verify.Beginning;
import dev.docket.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verifies a journal, and the bundles and reference snapshots that its records name. Works while services write. */
public final class VerifyJournal {
    private final JournalArchive archive;
    private final List<String> keys;
    private final List<Path> checkpoints;

    /**
     * @param keys the C2SP verifier keys the caller trusts, one per stream; empty to take those in the data folders
     * @param checkpoints files with log checkpoints that were kept elsewhere
     */
    public VerifyJournal(JournalArchive archive, List<String> keys, List<Path> checkpoints) {
        this.archive = archive;
        this.keys = List.copyOf(keys);
        this.checkpoints = List.copyOf(checkpoints);
    }

    /**
     * What was found.
     *
     * @param unsigned records that no signature covers yet
     * @param bundles how many bundles named by records were compared with their digest
     * @param keys the keys that verified the log checkpoints
     * @param problems the first bad record first; empty if the journal is intact
     */
    public record Report(
            long records, long checkpoints, long unsigned, long bundles, List<String> keys, List<String> problems) {}

    /** The journal cannot be verified at all. The message says what to do. */
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
     * @param progress receives the number of records read so far
     * @throws NotVerifiableException if the journal, a key or a log checkpoint cannot be read
     */
    public Report run(LongConsumer progress) {
        try (JournalReader journal = archive.openToRead()) {
            return verify(journal, keys -> new JournalVerifier(journal, keys), progress);
        } catch (JournalUnavailableException | IllegalArgumentException unusable) {
            throw new NotVerifiableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /**
     * Reads the records of one stream that follow others, and what they name.
     *
     * @param part a journal without the others
     * @param beginning where it begins
     * @param progress receives the number of records known so far, those others included
     * @throws NotVerifiableException if a key, a log checkpoint or a hash of those others cannot be read
     */
    public Report run(JournalReader part, Beginning beginning, LongConsumer progress) {
        try {
            return verify(part, keys -> JournalVerifier.after(beginning, part, keys), progress);
        } catch (IllegalStateException gone) {
            throw new NotVerifiableException("What the records follow is damaged. " + gone.getMessage(), gone);
        }
    }

    private Report verify(
            JournalReader journal, Function<JournalVerifier.Keys, JournalVerifier> verifier, LongConsumer progress) {
        try {
            VerifierKeys verifiers =
                    VerifierKeys.of(archive, keys, journal.logs().size());
            NamedSnapshots snapshots = new NamedSnapshots(archive);
            var result = verifier.apply(withHeads(verifiers)).verify(kept(), progress, snapshots::note);
            List<String> problems = new ArrayList<>(journal.structureProblems());
            problems.addAll(result.problems());
            BundleStore bundles = archive.bundles();
            List<Digest> digests = journal.bundleDigests();
            digests.forEach(digest -> bundles.problemOf(digest)
                    .ifPresent(problem -> problems.add(problem + firstDecidedBy(journal, digest))));
            problems.addAll(snapshots.problems());
            return new Report(
                    result.records(),
                    result.checkpoints(),
                    result.unsigned(),
                    digests.size(),
                    verifiers.texts(),
                    List.copyOf(problems));
        } catch (JournalUnavailableException | IllegalArgumentException unusable) {
            throw new NotVerifiableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    private JournalVerifier.Keys withHeads(VerifierKeys verifiers) {
        return new JournalVerifier.Keys() {
            @Override
            public NoteVerifier of(String stream) {
                return verifiers.of(stream);
            }

            @Override
            public boolean signsHeads(String stream) {
                return verifiers.isShared(stream)
                        || archive.keyFolders().stream()
                                .anyMatch(folder -> HeadMarker.in(folder).isFor(stream));
            }
        };
    }

    /** The end of a message about a bundle. */
    private static String firstDecidedBy(JournalReader journal, Digest digest) {
        Filter decidedByIt =
                new Filter(Map.of(Filter.Criterion.BUNDLE_DIGEST, digest.text()), Optional.empty(), Optional.empty());
        return journal.page(decidedByIt, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 1).stream()
                .map(first -> String.format(
                        Locale.ROOT,
                        "; it first decided record %d of stream %s",
                        first.position().sequence(),
                        first.position().stream()))
                .collect(Collectors.joining());
    }

    /** The given log checkpoints, and the last one each service signed. */
    private List<KeptCheckpoint> kept() {
        return Stream.concat(
                        checkpoints.stream().map(VerifyJournal::kept),
                        archive.keyFolders().stream()
                                .map(folder -> LastCheckpoint.in(folder).read())
                                .flatMap(Optional::stream))
                .toList();
    }

    private static KeptCheckpoint kept(Path file) {
        try {
            return KeptCheckpoint.parse(Files.readString(file))
                    .orElseThrow(() -> new NotVerifiableException(
                            "%s is not a signed checkpoint.%nGET /v1/journal/checkpoint returns one.".formatted(file)));
        } catch (IOException unreadable) {
            throw new NotVerifiableException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
