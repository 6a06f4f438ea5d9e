package dev.docket.bundle.active;

import dev.docket.bundle.Bundle;
import dev.docket.digest.Digest;
import dev.docket.priority.reference.TakenSnapshot;
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
        return pinUnlessClosed().orElseThrow(() -> new IllegalStateException("the service is stopping"));
    }

    /** The same; nothing once it was closed. */
    public Optional<Pin> pinUnlessClosed() {
        SharedBundle bundle = current;
        Optional<Pin> pin = bundle.pin();
        while (pin.isEmpty()) {
            // Replaced and freed since we read the reference, so there is a newer one.
            SharedBundle next = current;
            if (next == bundle) {
                return Optional.empty();
            }
            bundle = next;
            pin = bundle.pin();
        }
        return pin;
    }

    /**
     * Activates a bundle. The previous one is freed once the last request that pinned it is done. What was usual with the same
     * model stays usual.
     */
    public synchronized void replaceBy(SharedBundle next) {
        swap(renewedLike(current.bundle(), next));
    }

    /**
     * Lets the active bundle decide with another snapshot from now on.
     *
     * @param model the digest of the model that it was taken for
     * @return whether it does; not when another model has become active
     */
    public synchronized boolean renew(Digest model, TakenSnapshot snapshot) {
        if (!Optional.of(model).equals(modelOf(current.bundle()))) {
            return false;
        }
        Optional<SharedBundle> renewed = current.with(snapshot);
        renewed.ifPresent(this::swap);
        return renewed.isPresent();
    }

    private void swap(SharedBundle next) {
        SharedBundle before = current;
        current = next;
        before.disown();
    }

    private static SharedBundle renewedLike(Bundle before, SharedBundle next) {
        Bundle.Usual usual = before.usual();
        if (usual == null || !modelOf(before).equals(modelOf(next.bundle()))) {
            return next;
        }
        Optional<SharedBundle> renewed = next.with(usual.now());
        renewed.ifPresent(same -> next.disown());
        return renewed.orElse(next);
    }

    private static Optional<Digest> modelOf(Bundle bundle) {
        return Optional.ofNullable(bundle.model()).map(model -> model.id().digest());
    }

    /** Frees the active bundle once no request needs it. */
    @Override
    public void close() {
        current.disown();
    }
}
