package dev.docket.bundle.store;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.decision.BundleProblem;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.Failing;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps every bundle that a record names, each in a folder named by its digest. Nothing is ever deleted: someone may ask
 * about a record years later.
 */
public final class BundleStore {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final Path folder;
    private final List<Path> folders;
    private final SharedFiles shared;
    private final SharedFiles memory;
    private final Set<Digest> isShared = ConcurrentHashMap.newKeySet();
    private final Set<Digest> unshared = ConcurrentHashMap.newKeySet();
    private final Path fetched;
    private @Nullable IOException failure;
    private long failed;
    // What was not compared with what the others know, and what they do not know, while their store was away: by name.
    private final Map<String, BundleId> unchecked = new ConcurrentHashMap<>();
    private final Map<String, BundleId> unraised = new ConcurrentHashMap<>();

    /** @param folder created when the first bundle is kept */
    public BundleStore(Path folder) {
        this(folder, SharedFiles.NONE, SharedFiles.NONE);
    }

    /**
     * The bundles of a service that shares its journal.
     *
     * @param folder its own
     * @param shared where it finds what others kept, and they what it kept
     * @param memory of the versions that decided, beside that of the folder; none if the folder survives the service
     */
    public BundleStore(Path folder, SharedFiles shared, SharedFiles memory) {
        this(List.of(folder), shared, memory, folder);
    }

    /**
     * The bundles several services kept.
     *
     * @param folders all are searched, in order
     * @param shared what the services keep for each other; searched last
     * @param fetched where what is found there is written to
     */
    public BundleStore(List<Path> folders, SharedFiles shared, Path fetched) {
        this(folders, shared, SharedFiles.NONE, fetched);
    }

    private BundleStore(List<Path> folders, SharedFiles shared, SharedFiles memory, Path fetched) {
        this.folder = folders.getFirst();
        this.folders = List.copyOf(folders);
        this.shared = shared;
        this.memory = memory;
        this.fetched = fetched;
    }

    /**
     * Keeps a bundle. Once this returns, the bundle survives a crash, so a record may name it.
     *
     * @throws BundleException when it cannot be written
     */
    public void keep(BundleContent content) {
        keepHere(content);
        shareAtOnce(content.manifest().digest());
    }

    private void keepHere(BundleContent content) {
        Path kept = place(folder, content.manifest().digest());
        try {
            if (Files.isDirectory(kept)) {
                if (isIntact(kept, content)) {
                    return;
                }
                // Someone changed it. Not deleted, because it may be evidence.
                Files.move(kept, kept.resolveSibling(kept.getFileName() + ".damaged-" + UUID.randomUUID()));
            }
            DurableFiles.writeFolder(kept, content.allFiles());
        } catch (IOException unwritable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot keep the bundle in the data folder (%s), and a decision may only name a bundle that is kept.\nGive the service's user write permission there, or choose another folder with --data."
                            .formatted(Failing.because(unwritable))));
        }
    }

    private void shareAtOnce(Digest digest) {
        unshared.add(digest);
        isShared.remove(digest);
        try {
            share(digest);
        } catch (IOException away) {
            // Tried again before a record names it.
            unshared.add(digest);
        }
    }

    /** Does so with every bundle that was kept since the start. @throws IOException if what they share cannot be written now */
    public void shareAll() throws IOException {
        for (Digest digest : List.copyOf(unshared)) {
            share(digest);
        }
    }

    /**
     * Makes sure that the services that share the journal can read a kept bundle, whatever becomes of this one's folder; and that they
     * know its version. To be called before a record names it.
     *
     * @throws IOException if what they share cannot be written now
     * @throws BundleException if a higher version decided at another one meanwhile
     */
    public void share(Digest digest) throws IOException {
        if (shared.equals(SharedFiles.NONE)
                || (isShared.contains(digest) && unchecked.isEmpty() && unraised.isEmpty())) {
            return;
        }
        shareNow(digest);
    }

    // One at a time, and for a moment nobody after one that failed: each would wait for the same database.
    private synchronized void shareNow(Digest digest) throws IOException {
        if (failure != null && System.nanoTime() - failed < BETWEEN_TRIES.toNanos()) {
            throw new IOException(failure.getMessage(), failure);
        }
        try {
            shareAnyway(digest);
            failure = null;
        } catch (IOException away) {
            failure = away;
            failed = System.nanoTime();
            throw away;
        }
    }

    private void shareAnyway(Digest digest) throws IOException {
        if (isShared.contains(digest) && unchecked.isEmpty() && unraised.isEmpty()) {
            return;
        }
        Optional<BundleSource> kept = read(digest);
        if (kept.isPresent()) {
            shared.keep(SharedFiles.Kind.BUNDLE, digest, kept.get().content().allFiles());
        }
        for (BundleId bundle : List.copyOf(unchecked.values())) {
            HighestVersions.of(memory.document(HighestVersions.NAME)).refuseStepBack(bundle);
            unchecked.remove(bundle.name());
        }
        for (BundleId bundle : List.copyOf(unraised.values())) {
            raise(bundle);
        }
        unshared.remove(digest);
        isShared.add(digest);
    }

    /**
     * Refuses a bundle with a lower version than one of the same name that decided here, or at a service that shares the journal, as far
     * as that can be found out now.
     *
     * @throws BundleException if it is a step back, or what decided here cannot be read
     */
    public void refuseStepBack(BundleId candidate) {
        HighestVersions.in(folder).refuseStepBack(candidate);
        try {
            HighestVersions.of(memory.document(HighestVersions.NAME)).refuseStepBack(candidate);
            unchecked.remove(candidate.name());
        } catch (IOException away) {
            // Found out before the first record names it.
            unchecked.put(candidate.name(), candidate);
        }
    }

    /** Remembers that a bundle decides from now on. @throws BundleException if it cannot be written */
    public void decides(BundleId bundle) {
        HighestVersions.raise(folder, bundle);
        try {
            raise(bundle);
        } catch (IOException away) {
            unraised.put(bundle.name(), bundle);
        }
    }

    private void raise(BundleId bundle) throws IOException {
        memory.change(
                HighestVersions.NAME, document -> HighestVersions.of(document).with(bundle));
        unraised.remove(bundle.name());
    }

    private static boolean isIntact(Path kept, BundleContent content) {
        try {
            BundleContent there = BundleContent.read(BundleFolder.at(kept));
            return there.manifest().equals(content.manifest())
                    && new KeptCopy(there).problem().isEmpty()
                    && (content.signature() == null || content.signature().equals(there.signature()));
        } catch (BundleException damaged) {
            return false;
        }
    }

    /** Rereads the kept bundle with this digest, and its copies. Returns what is wrong, or empty if nothing is. */
    public Optional<String> problemOf(Digest digest) {
        List<Path> copies = copies(digest);
        return copies.isEmpty()
                ? Optional.of("bundle %s is not kept in %s".formatted(digest, place()))
                : copies.stream()
                        .map(copy -> problemOf(digest, copy))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    private static Optional<String> problemOf(Digest digest, Path copy) {
        try {
            BundleContent there = BundleContent.read(BundleFolder.at(copy));
            Digest found = there.manifest().digest();
            return found.equals(digest)
                    ? new KeptCopy(there).problem().map(problem -> "bundle %s was changed: %s in %s"
                            .formatted(digest, problem, copy))
                    : Optional.of(
                            "bundle %s was changed: the files in %s have the digest %s".formatted(digest, copy, found));
        } catch (BundleException damaged) {
            return Optional.of("bundle %s was changed: %s".formatted(digest, damaged.getMessage()));
        }
    }

    /** The folder that holds the bundle with this digest unchanged, if any. */
    public Optional<Path> intact(Digest digest) {
        return copies(digest).stream()
                .filter(copy -> problemOf(digest, copy).isEmpty())
                .findFirst();
    }

    /** The folders that are searched, as text for people. */
    public String place() {
        return folders.stream().map(Path::toString).collect(Collectors.joining(", "));
    }

    private List<Path> copies(Digest digest) {
        List<Path> copies = folders.stream()
                .map(one -> place(one, digest))
                .filter(Files::isDirectory)
                .toList();
        return copies.isEmpty() ? fetch(digest).stream().toList() : copies;
    }

    // Whoever can write in the database could write anywhere, were its paths believed; what the files say, their digest
    // proves.
    private Optional<Path> fetch(Digest digest) {
        try {
            SortedMap<String, byte[]> files = shared.read(SharedFiles.Kind.BUNDLE, digest);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            if (!files.keySet().stream().allMatch(BundleStore::isInside)) {
                throw new IOException("its files have paths that lead elsewhere");
            }
            return Optional.of(written(digest, files));
        } catch (IOException failed) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "The bundle %s cannot be fetched from the database (%s).".formatted(digest, failed.getMessage())));
        }
    }

    /**
     * The kept bundle with this digest, if it was ever kept.
     *
     * @throws BundleException if it has been changed or cannot be read
     */
    public Optional<BundleSource> read(Digest digest) {
        Optional<BundleException> damaged = Optional.empty();
        for (Path copy : copies(digest)) {
            try {
                return Optional.of(unchanged(digest, BundleSource.read(BundleFolder.at(copy))));
            } catch (BundleException unusable) {
                // Another folder may have an intact copy.
                damaged = damaged.or(() -> Optional.of(unusable.below(copy)));
            }
        }
        if (damaged.isPresent()) {
            throw damaged.get();
        }
        return Optional.empty();
    }

    /**
     * A kept bundle whose model has this digest.
     *
     * @throws BundleException if it has been changed or cannot be read
     */
    public Optional<BundleSource> readWithModel(Digest modelDigest) {
        return digests().stream()
                .map(this::read)
                .flatMap(Optional::stream)
                .filter(source -> source.modelDigest().equals(Optional.of(modelDigest)))
                .findFirst();
    }

    /** The digests of all kept bundles, sorted. */
    private List<Digest> digests() {
        return Stream.concat(
                        folders.stream().filter(Files::isDirectory).flatMap(one -> digests(one).stream()),
                        sharedDigests().stream())
                .distinct()
                .sorted()
                .toList();
    }

    private Path written(Digest digest, SortedMap<String, byte[]> files) throws IOException {
        Path copy = place(fetched, digest);
        try {
            DurableFiles.writeFolder(copy, files);
        } catch (IOException unwritten) {
            // Somebody else fetched it meanwhile.
            if (!Files.isDirectory(copy)) {
                throw unwritten;
            }
        }
        Optional<String> problem = problemOf(digest, copy);
        if (problem.isPresent()) {
            // Not left where it would be found again, once the database has the right one.
            Files.move(copy, copy.resolveSibling(copy.getFileName() + ".damaged-" + UUID.randomUUID()));
            throw new BundleException(BundleProblem.of(BundleProblem.KEPT, problem.get() + ", as the database has it"));
        }
        return copy;
    }

    private static boolean isInside(String text) {
        try {
            Path path = Path.of(text);
            return !text.isEmpty() && !path.isAbsolute() && path.normalize().equals(path) && !path.startsWith("..");
        } catch (InvalidPathException noPath) {
            return false;
        }
    }

    private List<Digest> sharedDigests() {
        try {
            return shared.digests(SharedFiles.Kind.BUNDLE);
        } catch (IOException failed) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "The bundles in the database cannot be listed (%s).".formatted(failed.getMessage())));
        }
    }

    private static List<Digest> digests(Path folder) {
        try (Stream<Path> kept = Files.list(folder)) {
            return kept.map(path -> path.getFileName().toString().replace('-', ':'))
                    .filter(Digest::isDigest)
                    .map(Digest::new)
                    .toList();
        } catch (IOException unreadable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot list the kept bundles in the data folder: %s.".formatted(Failing.because(unreadable))));
        }
    }

    private static BundleSource unchanged(Digest digest, BundleSource kept) {
        if (!kept.content().manifest().digest().equals(digest)) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "The kept bundle %s was changed (%s), so it does not prove anything. Restore its folder from a backup."
                            .formatted(digest, changes(kept.content()))));
        }
        return kept;
    }

    private static String changes(BundleContent content) {
        String written = content.writtenManifest();
        if (written == null) {
            return "its manifest is missing";
        }
        Set<String> changed = content.manifest().differencesFrom(written);
        return changed.isEmpty() ? "its manifest was rewritten as well" : String.join(", ", changed);
    }

    private static Path place(Path folder, Digest digest) {
        return folder.resolve(digest.text().replace(':', '-'));
    }
}
