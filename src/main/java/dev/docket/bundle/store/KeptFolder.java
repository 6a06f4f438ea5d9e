package dev.docket.bundle.store;

import dev.docket.bundle.BundleContent;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.storage.DurableFiles;
import dev.docket.storage.Failing;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;

/** A folder of kept bundles, each in a folder named by its digest. */
record KeptFolder(Path path) {
    /** Where the bundle with this digest is, if it is here. */
    Path place(Digest digest) {
        return path.resolve(digest.text().replace(':', '-'));
    }

    /** Keeps a bundle. Once this returns, it survives a crash. @throws BundleException when it cannot be written */
    void keep(BundleContent content) {
        Path kept = place(content.manifest().digest());
        try {
            if (Files.isDirectory(kept)) {
                if (isIntact(kept, content)) {
                    return;
                }
                setAside(kept);
            }
            DurableFiles.writeFolder(kept, content.allFiles());
        } catch (IOException unwritable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot keep the bundle in the data folder (%s), and a decision may only name a bundle that is kept.\nGive the service's user write permission there, or choose another folder with --data."
                            .formatted(Failing.because(unwritable))));
        }
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

    /** Renames what somebody changed. It is not deleted, because it may be evidence. */
    static void setAside(Path kept) throws IOException {
        Files.move(kept, kept.resolveSibling(kept.getFileName() + ".damaged-" + UUID.randomUUID()));
    }

    /** The digests of all kept bundles; none if the folder is not there. @throws BundleException if it cannot be listed */
    List<Digest> digests() {
        if (!Files.isDirectory(path)) {
            return List.of();
        }
        try (Stream<Path> kept = Files.list(path)) {
            return kept.map(one -> one.getFileName().toString().replace('-', ':'))
                    .filter(Digest::isDigest)
                    .map(Digest::new)
                    .toList();
        } catch (IOException unreadable) {
            throw new BundleException(BundleProblem.of(
                    BundleProblem.KEPT,
                    "Cannot list the kept bundles in the data folder: %s.".formatted(Failing.because(unreadable))));
        }
    }

    /** Rereads a copy. Returns what is wrong with it, or empty if nothing is. */
    static Optional<String> problemOf(Digest digest, Path copy) {
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

    /** Reads a copy. @throws BundleException if it was changed, or cannot be read */
    static BundleSource read(Digest digest, Path copy) {
        BundleSource kept = BundleSource.read(BundleFolder.at(copy));
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
}
