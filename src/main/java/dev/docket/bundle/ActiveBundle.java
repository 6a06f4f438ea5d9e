package dev.docket.bundle;

import java.util.Optional;
import java.util.function.Supplier;

/** What decides now. A request pins it once and finishes on it; another one takes over in one step. */
public final class ActiveBundle implements Supplier<Bundle>, AutoCloseable {
    private volatile SharedBundle current;

    public ActiveBundle(SharedBundle first) {
        current = first;
    }

    /** The active bundle, to be described. Whoever decides with it pins it. */
    @Override
    public Bundle get() {
        return current.bundle();
    }

    /** The active bundle, for one request. */
    public Pin pin() {
        SharedBundle bundle = current;
        Optional<Pin> pin = bundle.pin();
        while (pin.isEmpty()) {
            // It was replaced and freed since it was read, so another one is there.
            SharedBundle next = current;
            if (next == bundle) {
                throw new IllegalStateException("the service is stopping");
            }
            bundle = next;
            pin = bundle.pin();
        }
        return pin.get();
    }

    /** Makes another bundle active. The one before is freed after the last request that pinned it. */
    public synchronized void replaceBy(SharedBundle next) {
        SharedBundle before = current;
        current = next;
        before.disown();
    }

    /** Frees the active bundle as soon as no request needs it. */
    @Override
    public void close() {
        current.disown();
    }
}
