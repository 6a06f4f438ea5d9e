package dev.docket.bundle.store;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.decision.id.BundleId;
import dev.docket.digest.Digest;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Keeps every bundle that a record names, each in a folder named by its digest. Nothing is ever deleted: someone may ask
 * about a record years later.
 */
public final class BundleStore {
    private final List<KeptFolder> folders;
    private final FetchedBundles fetched;
    private final SharedBundles sharing;
    private final DecidedVersions versions;

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
        this.folders = folders.stream().map(KeptFolder::new).toList();
        this.fetched = new FetchedBundles(shared, new KeptFolder(fetched));
        this.versions = new DecidedVersions(folders.getFirst(), memory);
        this.sharing = new SharedBundles(shared, versions, this::read);
    }

    /**
     * Keeps a bundle. Once this returns, the bundle survives a crash, so a record may name it.
     *
     * @throws BundleException when it cannot be written
     */
    public void keep(BundleContent content) {
        folders.getFirst().keep(content);
        sharing.shareAtOnce(content.manifest().digest());
    }

    /** Shares every bundle that was kept since the start. @throws IOException if what services share cannot be written now */
    public void shareAll() throws IOException {
        sharing.shareAll();
    }

    /**
     * Makes sure that the services that share the journal can read a kept bundle, whatever becomes of this one's folder; and that they
     * know its version. To be called before a record names it.
     *
     * @throws IOException if what they share cannot be written now
     * @throws BundleException if a higher version decided at another one meanwhile
     */
    public void share(Digest digest) throws IOException {
        sharing.share(digest);
    }

    /**
     * Refuses a bundle with a lower version than one of the same name that decided here, or at a service that shares the journal, as far
     * as that can be found out now.
     *
     * @throws BundleException if it is a step back, or what decided here cannot be read
     */
    public void refuseStepBack(BundleId candidate) {
        versions.refuseStepBack(candidate);
    }

    /** Remembers that a bundle decides from now on. @throws BundleException if it cannot be written */
    public void decides(BundleId bundle) {
        versions.raise(bundle);
    }

    /** Rereads the kept bundle with this digest, and its copies. Returns what is wrong, or empty if nothing is. */
    public Optional<String> problemOf(Digest digest) {
        List<Path> copies = copies(digest);
        return copies.isEmpty()
                ? Optional.of("bundle %s is not kept in %s".formatted(digest, place()))
                : copies.stream()
                        .map(copy -> KeptFolder.problemOf(digest, copy))
                        .flatMap(Optional::stream)
                        .findFirst();
    }

    /** The folder that holds the bundle with this digest unchanged, if any. */
    public Optional<Path> intact(Digest digest) {
        return copies(digest).stream()
                .filter(copy -> KeptFolder.problemOf(digest, copy).isEmpty())
                .findFirst();
    }

    /** The folders that are searched, as text for people. */
    public String place() {
        return folders.stream().map(one -> one.path().toString()).collect(Collectors.joining(", "));
    }

    private List<Path> copies(Digest digest) {
        List<Path> copies = folders.stream()
                .map(one -> one.place(digest))
                .filter(Files::isDirectory)
                .toList();
        return copies.isEmpty() ? fetched.fetch(digest).stream().toList() : copies;
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
                return Optional.of(KeptFolder.read(digest, copy));
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
        return Stream.concat(folders.stream().map(KeptFolder::digests), Stream.of(fetched.digests()))
                .flatMap(List::stream)
                .distinct()
                .sorted()
                .map(this::read)
                .flatMap(Optional::stream)
                .filter(source -> source.modelDigest().equals(Optional.of(modelDigest)))
                .findFirst();
    }
}
