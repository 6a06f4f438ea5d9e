package dev.docket.bundle.active;

import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.store.BundleStore;
import dev.docket.digest.Digest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Loads kept bundles on demand for old decisions, and frees the least recently used. */
public final class KeptBundles {
    private final ActiveBundle active;
    private final BundleStore store;
    private final int most;
    private final Map<Digest, SharedBundle> leastRecentFirst = new LinkedHashMap<>(8, 0.75f, true);

    /** @param most how many stay loaded, not counting the active one and those in use */
    public KeptBundles(ActiveBundle active, BundleStore store, int most) {
        this.active = active;
        this.store = store;
        this.most = most;
    }

    /** The bundle with this digest, pinned. */
    public Recalled recall(Digest digest) {
        Pin pin = active.pin();
        if (pin.bundle().id().digest().equals(digest)) {
            return new Recalled.Usable(pin);
        }
        pin.close();
        return loaded(digest);
    }

    // One compilation at a time: requests for many old decisions must not starve new ones.
    private synchronized Recalled loaded(Digest digest) {
        try {
            SharedBundle bundle = leastRecentFirst.get(digest);
            if (bundle == null) {
                Optional<BundleSource> kept = store.read(digest);
                if (kept.isEmpty()) {
                    return new Recalled.Missing();
                }
                bundle = SharedBundle.of(kept.get().load());
                leastRecentFirst.put(digest, bundle);
            }
            // Pinned before any other is freed, and only this class releases it, so it is not freed yet.
            Pin pin = bundle.pin().orElseThrow();
            freeEldest();
            return new Recalled.Usable(pin);
        } catch (BundleException unusable) {
            return new Recalled.Refused(String.valueOf(unusable.getMessage()));
        }
    }

    private void freeEldest() {
        var eldest = leastRecentFirst.values().iterator();
        while (leastRecentFirst.size() > most) {
            eldest.next().disown();
            eldest.remove();
        }
    }
}
