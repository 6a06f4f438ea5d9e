package dev.docket.bundle.active;

import dev.docket.bundle.Bundle;
import java.util.Optional;
import java.util.function.Supplier;

/** Holds the bundle that decides now. A request pins it once and finishes on it; a swap is atomic. */
public final class ActiveBundle implements Supplier<Bundle>, AutoCloseable {
    private volatile SharedBundle current;

    public ActiveBundle(SharedBundle first) {
        current = first;
    }

    /** The active bundle, to describe it. To decide with it, pin it. */
    @Override
    public Bundle get() {
        return current.bundle();
    }

    /** Pins the active bundle for one request. */
    public Pin pin() {
        SharedBundle bundle = current;
        Optional<Pin> pin = bundle.pin();
        while (pin.isEmpty()) {
            // Replaced and freed since we read the reference, so there is a newer one.
            SharedBundle next = current;
            if (next == bundle) {
                throw new IllegalStateException("the service is stopping");
            }
            bundle = next;
            pin = bundle.pin();
        }
        return pin.get();
    }

    /** Activates a bundle. The previous one is freed once the last request that pinned it is done. */
    public synchronized void replaceBy(SharedBundle next) {
        SharedBundle before = current;
        current = next;
        before.disown();
    }

    /** Frees the active bundle once no request needs it. */
    @Override
    public void close() {
        current.disown();
    }
}
