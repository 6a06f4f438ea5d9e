package dev.docket.service.change.canary;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.BundleException;
import dev.docket.bundle.BundleFolder;
import dev.docket.bundle.BundleSource;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.active.Pin;
import dev.docket.bundle.store.BundleStore;
import dev.docket.change.Canary;
import dev.docket.change.Change;
import dev.docket.change.Selector;
import dev.docket.decision.BundleProblem;
import dev.docket.digest.Digest;
import dev.docket.order.OrderSnapshot;
import dev.docket.service.bundle.ActivateBundle;
import dev.docket.service.canary.Split;
import dev.docket.service.change.ApprovalGate;
import dev.docket.service.change.Candidates;
import dev.docket.service.change.ChangeLog;
import java.time.InstantSource;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The canary that the journal says is running, as this service lets it decide. Whatever bundle an order pinned, it finishes on
 * that.
 */
public final class LiveCanary implements Split, AutoCloseable {
    private final ChangeLog changes;
    private final ApprovalGate gate;
    private final ActivateBundle activation;
    private final ActiveBundle active;
    private final BundleStore store;
    private final Supplier<BundleFolder> folder;
    private final InstantSource clock;
    private volatile @Nullable Live live;

    private record Live(Running running, String base, Selector selector, ActiveBundle candidate) {}

    public LiveCanary(
            ChangeLog changes,
            ApprovalGate gate,
            ActivateBundle activation,
            ActiveBundle active,
            BundleStore store,
            Supplier<BundleFolder> folder,
            InstantSource clock) {
        this.changes = changes;
        this.gate = gate;
        this.activation = activation;
        this.active = active;
        this.store = store;
        this.folder = folder;
        this.clock = clock;
    }

    @Override
    public Part of(OrderSnapshot order, Digest base) {
        Live now = live;
        // Another bundle decides already, and the next look at the journal will say why.
        if (now == null || !now.base().equals(base.text())) {
            return Part.NONE;
        }
        if (!now.selector().matches(now.running().changeId(), TraitsOf.order(order))) {
            return new Part(Optional.of(now.running()), Optional.empty());
        }
        Optional<Pin> candidate = now.candidate().pinUnlessClosed();
        return candidate.isEmpty() ? Part.NONE : new Part(Optional.of(now.running()), candidate);
    }

    /**
     * Lets decide what the journal says, if something else does.
     *
     * @throws dev.docket.service.StoreUnavailableException if the journal cannot be read
     * @throws dev.docket.bundle.BundleException if the candidate cannot be used here
     */
    public synchronized void follow() {
        Optional<Change> wanted = gate.isRequired() ? changes.now().inCanaryAt(clock.instant()) : Optional.empty();
        Canary canary = wanted.map(Change::canary).orElse(null);
        Live now = live;
        if (wanted.isEmpty() || canary == null) {
            close();
        } else {
            Running running = new Running(wanted.get().id(), canary.number());
            if (now != null && now.running().equals(running)) {
                if (!now.selector().equals(canary.selector())) {
                    live = new Live(running, canary.base(), canary.selector(), now.candidate());
                }
                renew(now.candidate());
            } else {
                close();
                start(running, canary);
            }
        }
    }

    /** Why the candidate of a change could not decide here; nothing if it could, or there is no such change. */
    List<BundleProblem> problems(String changeId) {
        try {
            Optional.ofNullable(changes.now().changes().get(changeId))
                    .flatMap(change -> store.read(new Digest(change.candidate())))
                    .ifPresent(source -> new ActiveBundle(activation.beside(source)).close());
            return List.of();
        } catch (BundleException unusable) {
            return unusable.problems();
        }
    }

    private void start(Running running, Canary canary) {
        BundleSource source = Candidates.found(store, folder, new Digest(canary.candidate()));
        ActiveBundle candidate = new ActiveBundle(activation.beside(source));
        renew(candidate);
        live = new Live(running, canary.base(), canary.selector(), candidate);
    }

    // With the same model, what is usual is the same for both.
    private void renew(ActiveBundle candidate) {
        Bundle base = active.get();
        Bundle.Usual usual = base.usual();
        if (usual != null && base.model() != null) {
            candidate.renew(Objects.requireNonNull(base.model()).id().digest(), usual.now());
        }
    }

    /** Lets no candidate decide. */
    @Override
    public synchronized void close() {
        Live now = live;
        live = null;
        if (now != null) {
            now.candidate().close();
        }
    }
}
