package dev.docket.bundle.store;

import dev.docket.bundle.BundleException;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;

/**
 * Bundles that other services kept for this one, written to a folder when they are asked for. Whoever can write in the database could
 * write anywhere, were its paths believed; what the files say, their digest proves.
 */
final class FetchedBundles {
    private final SharedFiles shared;
    private final KeptFolder folder;

    /** @param folder what is found is written to it */
    FetchedBundles(SharedFiles shared, KeptFolder folder) {
        this.shared = shared;
        this.folder = folder;
    }

    /** The folder of a fetched bundle, if there is such a bundle. @throws BundleException if it cannot be fetched, or was changed */
    Optional<Path> fetch(Digest digest) {
        try {
            SortedMap<String, byte[]> files = shared.read(SharedFiles.Kind.BUNDLE, digest);
            if (files.isEmpty()) {
                return Optional.empty();
            }
            if (!files.keySet().stream().allMatch(FetchedBundles::isInside)) {
                throw new IOException("its files have paths that lead elsewhere");
            }
            return Optional.of(written(digest, files));
        } catch (IOException failed) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "The bundle %s cannot be fetched from the database (%s).".formatted(digest, failed.getMessage())));
        }
    }

    /** The digests of all there are. @throws BundleException if they cannot be listed */
    List<Digest> digests() {
        try {
            return shared.digests(SharedFiles.Kind.BUNDLE);
        } catch (IOException failed) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "The bundles in the database cannot be listed (%s).".formatted(failed.getMessage())));
        }
    }

    private Path written(Digest digest, SortedMap<String, byte[]> files) throws IOException {
        Path copy = folder.place(digest);
        try {
            DurableFiles.writeFolder(copy, files);
        } catch (IOException unwritten) {
            // Somebody else fetched it meanwhile.
            if (!Files.isDirectory(copy)) {
                throw unwritten;
            }
        }
        Optional<String> problem = KeptFolder.problemOf(digest, copy);
        if (problem.isPresent()) {
            // Not left where it would be found again, once the database has the right one.
            KeptFolder.setAside(copy);
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
}
