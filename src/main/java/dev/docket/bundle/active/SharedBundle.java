package dev.docket.bundle.active;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.LoadedBundle;
import dev.docket.priority.reference.TakenSnapshot;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** A bundle that is freed once its owner and the last request that pinned it are done. */
public final class SharedBundle {
    private final Bundle bundle;
    private final Runnable free;
    // Whose rules it uses; itself, unless it only differs in the snapshot.
    private final SharedBundle base;
    // The owner counts as one, so the count never reaches zero while the bundle is active.
    private final AtomicInteger holders = new AtomicInteger(1);
    private final AtomicBoolean owned = new AtomicBoolean(true);

    /** @param free called once, on the last thread to release */
    public SharedBundle(Bundle bundle, Runnable free) {
        this.bundle = bundle;
        this.free = free;
        this.base = this;
    }

    private SharedBundle(Bundle bundle, Pin onBase, SharedBundle base) {
        this.bundle = bundle;
        this.free = onBase::close;
        this.base = base;
    }

    public static SharedBundle of(LoadedBundle loaded) {
        return new SharedBundle(loaded.bundle(), loaded::close);
    }

    public Bundle bundle() {
        return bundle;
    }

    /**
     * The same bundle with another snapshot of what is usual. It keeps the compiled rules of this one for as long as it is
     * needed itself.
     *
     * @return empty if they have already been freed
     */
    Optional<SharedBundle> with(TakenSnapshot snapshot) {
        // Always on the base: renewals must not hold each other.
        return base.pin().map(pin -> new SharedBundle(base.bundle.with(snapshot), pin, base));
    }

    /** A pin, unless the bundle has already been freed. */
    Optional<Pin> pin() {
        int count = holders.get();
        while (count > 0) {
            if (holders.compareAndSet(count, count + 1)) {
                return Optional.of(new Held());
            }
            count = holders.get();
        }
        return Optional.empty();
    }

    /** Releases the owner's share. */
    void disown() {
        if (owned.compareAndSet(true, false)) {
            letGo();
        }
    }

    private void letGo() {
        if (holders.decrementAndGet() == 0) {
            free.run();
        }
    }

    private final class Held implements Pin {
        private final AtomicBoolean open = new AtomicBoolean(true);

        @Override
        public Bundle bundle() {
            return bundle;
        }

        @Override
        public Pin again() {
            return SharedBundle.this.pin().orElseThrow();
        }

        @Override
        public void close() {
            if (open.compareAndSet(true, false)) {
                letGo();
            }
        }
    }
}
