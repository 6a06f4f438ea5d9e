package dev.docket.bundle.store;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.digest.Digest;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Sees to it that whoever shares the journal can read every bundle that a record names. Thread-safe. */
final class SharedBundles {
    private static final Duration BETWEEN_TRIES = Duration.ofMillis(500);

    private final SharedFiles shared;
    private final DecidedVersions versions;
    private final Function<Digest, Optional<BundleSource>> kept;
    private final Set<Digest> isShared = ConcurrentHashMap.newKeySet();
    private final Set<Digest> unshared = ConcurrentHashMap.newKeySet();
    private @Nullable IOException failure;
    private long failed;

    /** @param kept reads a bundle of this service */
    SharedBundles(SharedFiles shared, DecidedVersions versions, Function<Digest, Optional<BundleSource>> kept) {
        this.shared = shared;
        this.versions = versions;
        this.kept = kept;
    }

    /** Shares a bundle that was kept just now, or else before a record names it. */
    void shareAtOnce(Digest digest) {
        unshared.add(digest);
        isShared.remove(digest);
        try {
            share(digest);
        } catch (IOException away) {
            unshared.add(digest);
        }
    }

    /** Shares what was kept since the start. @throws IOException if that is impossible now */
    void shareAll() throws IOException {
        for (Digest digest : List.copyOf(unshared)) {
            share(digest);
        }
    }

    /**
     * Shares a bundle, and what the others do not know of the versions, unless that was done.
     *
     * @throws IOException if that is impossible now
     * @throws BundleException if a higher version decided at another service meanwhile
     */
    void share(Digest digest) throws IOException {
        if (!shared.equals(SharedFiles.NONE) && !isDone(digest)) {
            shareNow(digest);
        }
    }

    private boolean isDone(Digest digest) {
        return isShared.contains(digest) && versions.isSettled();
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
        if (isDone(digest)) {
            return;
        }
        Optional<BundleSource> source = kept.apply(digest);
        if (source.isPresent()) {
            shared.keep(SharedFiles.Kind.BUNDLE, digest, source.get().content().allFiles());
        }
        versions.settle();
        unshared.remove(digest);
        isShared.add(digest);
    }
}
