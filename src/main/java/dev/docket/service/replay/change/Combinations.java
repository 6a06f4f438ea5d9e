package dev.docket.service.replay.change;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundlePart;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.LoadedBundle;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A recorded bundle, the proposal, and the combinations between. Each is compiled once, on demand. */
final class Combinations implements AutoCloseable {
    private final BundleSource recorded;
    private final BundleSource proposed;
    private final Set<BundlePart> changed;
    private final Map<Set<BundlePart>, Optional<LoadedBundle>> loaded = new HashMap<>();

    private Combinations(BundleSource recorded, BundleSource proposed) {
        this.recorded = recorded;
        this.proposed = proposed;
        changed = proposed.differencesFrom(recorded);
    }

    /**
     * Compiles the proposed bundle.
     *
     * @param loaded the recorded bundle, compiled; closed with this, or if the proposal does not compile
     * @throws BundleException if the proposed bundle does not compile
     */
    static Combinations of(BundleSource recorded, LoadedBundle loaded, Proposal proposal) {
        Combinations combinations = new Combinations(recorded, proposal.over(recorded));
        combinations.loaded.put(Set.of(), Optional.of(loaded));
        try {
            if (!combinations.changed.isEmpty()) {
                combinations.loaded.put(
                        EnumSet.copyOf(combinations.changed), Optional.of(combinations.proposed.load()));
            }
            return combinations;
        } catch (BundleException unfit) {
            loaded.close();
            throw unfit;
        }
    }

    /** The parts of the proposed bundle that differ from the recorded one. */
    Set<BundlePart> changed() {
        return changed;
    }

    /** The recorded bundle with some parts swapped, or empty if they do not compile together. */
    synchronized Optional<Bundle> with(Set<BundlePart> parts) {
        Optional<LoadedBundle> known = loaded.get(parts);
        if (known == null) {
            known = load(parts);
            loaded.put(Set.copyOf(parts), known);
        }
        return known.map(LoadedBundle::bundle);
    }

    private Optional<LoadedBundle> load(Set<BundlePart> parts) {
        try {
            return Optional.of(recorded.with(parts, proposed).load());
        } catch (BundleException unfitting) {
            return Optional.empty();
        }
    }

    @Override
    public synchronized void close() {
        loaded.values().forEach(bundle -> bundle.ifPresent(LoadedBundle::close));
        loaded.clear();
    }
}
