package dev.docket.service.change;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import java.util.Optional;
import java.util.function.Supplier;

/** Finds bundles that the journal names, which another service may have kept in a folder of its own. */
public final class Candidates {
    private Candidates() {}

    /**
     * A kept bundle, or what the configured folders hold if that is it.
     *
     * @throws BundleException if it is in neither
     */
    public static BundleSource found(BundleStore store, Supplier<BundleFolder> folder, Digest digest) {
        return store.read(digest)
                .or(() -> Optional.of(BundleSource.read(folder.get()))
                        .filter(source -> source.content().manifest().digest().equals(digest)))
                .map(source -> kept(store, source))
                .orElseThrow(() -> new BundleException(BundleProblem.of(
                        BundleProblem.UNAPPROVED,
                        "%s is to decide, and is neither kept here nor what the rule and model folders hold.%nCopy it from the service where it was proposed: its data folder has it under bundles/."
                                .formatted(digest))));
    }

    // Records will name it.
    private static BundleSource kept(BundleStore store, BundleSource source) {
        store.keep(source.content());
        return source;
    }
}
