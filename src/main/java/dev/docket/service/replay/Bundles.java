package dev.docket.service.replay;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.BundleStore;
import dev.docket.bundle.LoadedBundle;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** The recorded bundles combined with the proposal. Only a few are compiled at a time. */
final class Bundles implements AutoCloseable {
    private final BundleStore store;
    private final Proposal proposal;
    private final int most;
    private final Map<String, Found> leastRecentFirst = new LinkedHashMap<>(8, 0.75f, true);

    /** The result of looking for a bundle. */
    sealed interface Found {
        /** Found and usable. */
        record Usable(Combinations combinations) implements Found {}

        /** Missing or unusable. */
        record Unusable(Replayed.NotReplayed because) implements Found {}
    }

    Bundles(BundleStore store, Proposal proposal, int most) {
        this.store = store;
        this.proposal = proposal;
        this.most = most;
    }

    /**
     * Finds bundles by digest. They stay usable until the next call.
     *
     * @throws BundleException if the proposal does not compile
     */
    Map<String, Found> find(Set<String> digests) {
        digests.forEach(digest -> leastRecentFirst.computeIfAbsent(digest, this::load));
        for (String eldest : List.copyOf(leastRecentFirst.keySet())) {
            if (leastRecentFirst.size() > most && !digests.contains(eldest)) {
                close(Objects.requireNonNull(leastRecentFirst.remove(eldest)));
            }
        }
        return Map.copyOf(leastRecentFirst);
    }

    private Found load(String digest) {
        BundleSource recorded;
        LoadedBundle loaded;
        try {
            Optional<BundleSource> kept = store.read(digest);
            if (kept.isEmpty()) {
                return unusable(
                        Replayed.Reason.BUNDLE_NOT_KEPT,
                        "The bundle %s that decided is not kept here.".formatted(digest));
            }
            recorded = kept.get();
            loaded = recorded.load();
        } catch (BundleException broken) {
            return unusable(Replayed.Reason.BUNDLE_UNUSABLE, String.valueOf(broken.getMessage()));
        }
        // Outside the try: if the proposal does not compile, no recorded bundle is at fault.
        return new Found.Usable(Combinations.of(recorded, loaded, proposal));
    }

    private static Found unusable(Replayed.Reason reason, String because) {
        return new Found.Unusable(new Replayed.NotReplayed(reason, because));
    }

    private static void close(Found found) {
        switch (found) {
            case Found.Usable usable -> usable.combinations().close();
            case Found.Unusable unusable -> {}
        }
    }

    @Override
    public void close() {
        leastRecentFirst.values().forEach(Bundles::close);
        leastRecentFirst.clear();
    }
}
