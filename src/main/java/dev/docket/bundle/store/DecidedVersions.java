package dev.docket.bundle.store;

import dev.docket.bundle.BundleException;
import dev.docket.decision.id.BundleId;
import dev.docket.storage.SharedFiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The versions that decided here, and at the services that share the journal. While their store is away, what was not compared and what
 * they do not know yet waits. Thread-safe.
 */
final class DecidedVersions {
    private final Path folder;
    private final SharedFiles memory;
    private final Map<String, BundleId> unchecked = new ConcurrentHashMap<>();
    private final Map<String, BundleId> unraised = new ConcurrentHashMap<>();

    /**
     * Reads nothing yet.
     *
     * @param folder of the kept bundles
     * @param memory what services share; none if the folder survives the service
     */
    DecidedVersions(Path folder, SharedFiles memory) {
        this.folder = folder;
        this.memory = memory;
    }

    /**
     * Refuses a version lower than one that decided, as far as that can be found out now.
     *
     * @throws BundleException if it is a step back, or what decided here cannot be read
     */
    void refuseStepBack(BundleId candidate) {
        HighestVersions.in(folder).refuseStepBack(candidate);
        try {
            refuseSharedStepBack(candidate);
        } catch (IOException away) {
            // Found out before the first record names it.
            unchecked.put(candidate.name(), candidate);
        }
    }

    /** Remembers that a bundle decides from now on. @throws BundleException if it cannot be written */
    void raise(BundleId bundle) {
        HighestVersions.raise(folder, bundle);
        try {
            raiseShared(bundle);
        } catch (IOException away) {
            unraised.put(bundle.name(), bundle);
        }
    }

    /** Whether nothing waits for the others' store. */
    boolean isSettled() {
        return unchecked.isEmpty() && unraised.isEmpty();
    }

    /**
     * Does what waits.
     *
     * @throws IOException if their store is still away
     * @throws BundleException if a higher version decided at another service meanwhile
     */
    void settle() throws IOException {
        for (BundleId bundle : List.copyOf(unchecked.values())) {
            refuseSharedStepBack(bundle);
        }
        for (BundleId bundle : List.copyOf(unraised.values())) {
            raiseShared(bundle);
        }
    }

    private void refuseSharedStepBack(BundleId candidate) throws IOException {
        Optional<byte[]> known = memory.document(HighestVersions.NAME);
        HighestVersions.of(known).refuseStepBack(candidate);
        unchecked.remove(candidate.name());
    }

    private void raiseShared(BundleId bundle) throws IOException {
        memory.change(
                HighestVersions.NAME, document -> HighestVersions.of(document).with(bundle));
        unraised.remove(bundle.name());
    }
}
