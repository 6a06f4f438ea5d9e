package dev.docket.service;

import dev.docket.bundle.BundleStore;
import dev.docket.journal.Depth;
import dev.docket.journal.Direction;
import dev.docket.journal.Filter;
import dev.docket.journal.JournalReader;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.journal.checkpoint.KeptCheckpoint;
import dev.docket.journal.checkpoint.LastCheckpoint;
import dev.docket.journal.verify.JournalVerifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Verifies a journal, with the bundles that its records name; also while dockets write it. */
public final class VerifyJournal {
    private final JournalArchive archive;
    private final List<String> keys;
    private final List<Path> checkpoints;

    /**
     * @param keys the C2SP verifier keys that the caller trusts, one for each stream; empty to take those in the folders
     * @param checkpoints files with signed checkpoints that were kept elsewhere
     */
    public VerifyJournal(JournalArchive archive, List<String> keys, List<Path> checkpoints) {
        this.archive = archive;
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
        try (JournalReader journal = archive.openToRead()) {
            VerifierKeys verifiers =
                    VerifierKeys.of(archive, keys, journal.logs().size());
            var result = new JournalVerifier(journal, verifiers::of).verify(kept(), progress);
            List<String> problems = new ArrayList<>(result.problems());
            BundleStore bundles = archive.bundles();
            List<String> digests = journal.bundleDigests();
            digests.forEach(digest -> bundles.problemOf(digest)
                    .ifPresent(problem -> problems.add(problem + firstDecidedBy(journal, digest))));
            return new Report(
                    result.records(), result.checkpoints(), digests.size(), verifiers.texts(), List.copyOf(problems));
        } catch (JournalUnavailableException | IllegalArgumentException unusable) {
            throw new NotVerifiableException(String.valueOf(unusable.getMessage()), unusable);
        }
    }

    /** The end of a sentence about a bundle. */
    private static String firstDecidedBy(JournalReader journal, String digest) {
        Filter decidedByIt =
                new Filter(Map.of(Filter.Criterion.BUNDLE_DIGEST, digest), Optional.empty(), Optional.empty());
        return journal.page(decidedByIt, Direction.OLDEST_FIRST, Depth.HEADERS, Optional.empty(), 1).stream()
                .map(first -> String.format(
                        Locale.ROOT,
                        "; record %d of stream %s is the first that it decided",
                        first.position().sequence(),
                        first.position().stream()))
                .collect(Collectors.joining());
    }

    /** Those that were named, and the last that each docket signed. */
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
                            "%s is no signed checkpoint.%nGET /v1/journal/checkpoint gives one.".formatted(file)));
        } catch (IOException unreadable) {
            throw new NotVerifiableException("%s cannot be read: %s".formatted(file, unreadable), unreadable);
        }
    }
}
