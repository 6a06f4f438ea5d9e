package dev.docket.bundle;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Loads kept bundles when an old decision is asked about, and frees those that were not used for longest. */
public final class KeptBundles {
    private final ActiveBundle active;
    private final BundleStore store;
    private final int most;
    private final Map<String, SharedBundle> leastRecentFirst = new LinkedHashMap<>(8, 0.75f, true);

    /** @param most how many are loaded at a time, the active one and those in use apart */
    public KeptBundles(ActiveBundle active, BundleStore store, int most) {
        this.active = active;
        this.store = store;
        this.most = most;
    }

    /** The bundle with a digest, pinned. */
    public Recalled recall(String digest) {
        Pin pin = active.pin();
        if (pin.bundle().id().digest().equals(digest)) {
            return new Recalled.Usable(pin);
        }
        pin.close();
        return loaded(digest);
    }

    // One compilation at a time: asking for many old decisions must not take the machine from deciding new ones.
    private synchronized Recalled loaded(String digest) {
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
            // Pinned before any other is freed, and only this class disowns it: it is not freed yet.
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
