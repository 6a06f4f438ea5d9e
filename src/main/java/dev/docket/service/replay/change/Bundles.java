package dev.docket.service.replay.change;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.LoadedBundle;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import java.util.Collection;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The recorded bundles combined with the proposal. Only a few stay compiled: the ones used last. */
public final class Bundles implements AutoCloseable {
    private final Function<Digest, Found> load;
    private final int most;
    private final Map<Digest, Found> leastRecentFirst = new LinkedHashMap<>(8, 0.75f, true);

    /** The result of looking for a bundle. */
    public sealed interface Found {
        /** Found and usable. */
        record Usable(Combinations combinations) implements Found {}

        /** Missing or unusable. */
        record Unusable(Replayed.NotReplayed because) implements Found {}
    }

    public Bundles(BundleStore store, Proposal proposal, int most) {
        this(digest -> load(store, proposal, digest), most);
    }

    /** @param load finds and compiles the bundle with a digest */
    public Bundles(Function<Digest, Found> load, int most) {
        this.load = load;
        this.most = most;
    }

    /** The digests in the order that compiles the fewest: those still compiled come first. */
    public List<Digest> compiledFirst(Collection<Digest> digests) {
        return digests.stream()
                .sorted(Comparator.comparing(digest -> !leastRecentFirst.containsKey(digest)))
                .toList();
    }

    /**
     * Finds a bundle by digest. It stays usable until the next call.
     *
     * @throws BundleException if the proposal does not compile
     */
    public Found find(Digest digest) {
        Found found = leastRecentFirst.get(digest);
        if (found == null) {
            Iterator<Found> eldest = leastRecentFirst.values().iterator();
            while (leastRecentFirst.size() >= most) {
                close(eldest.next());
                eldest.remove();
            }
            found = load.apply(digest);
            leastRecentFirst.put(digest, found);
        }
        return found;
    }

    private static Found load(BundleStore store, Proposal proposal, Digest digest) {
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
