package dev.docket.service.decide;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.digest.Digest;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.record.DecisionEntry;
import dev.docket.journal.record.Payload;
import dev.docket.priority.reference.TakenSnapshot;
import dev.docket.service.proof.NamedSnapshot;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lets a bundle decide with the reference snapshot that a record names, as it did then. Thread-safe. */
public final class AsDecided {
    /** Where services keep no snapshots: every record names the one that the model came with. */
    public static final AsDecided SHIPPED = new AsDecided(digest -> Optional.empty());

    private final Function<Digest, Optional<TakenSnapshot>> kept;
    // Records in sequence name the same one for an hour or so.
    private volatile @Nullable Last last;

    private record Last(Bundle bundle, Digest snapshot, Bundle with) {}

    public AsDecided(SnapshotStore store) {
        this(store::read);
    }

    private AsDecided(Function<Digest, Optional<TakenSnapshot>> kept) {
        this.kept = kept;
    }

    /**
     * How to change a bundle before it decides an order again.
     *
     * @param recorded the bundle that decided it, with whatever snapshot
     * @return empty if the snapshot that the record names is not kept
     */
    public Optional<UnaryOperator<Bundle>> of(DecisionEntry entry, Bundle recorded) {
        Bundle.Usual usual = recorded.usual();
        Digest named = usual == null ? null : NamedSnapshot.of(entry).orElse(null);
        if (usual == null || named == null || named.equals(usual.now().digest())) {
            return Optional.of(UnaryOperator.identity());
        }
        Optional<TakenSnapshot> snapshot =
                named.equals(usual.shipped().digest()) ? Optional.of(usual.shipped()) : kept.apply(named);
        if (snapshot.isEmpty() && isChanged(entry)) {
            // The record is what is wrong, and the replay will say so.
            return Optional.of(UnaryOperator.identity());
        }
        return snapshot.map(found -> bundle -> with(bundle, found));
    }

    @SuppressWarnings("ReferenceEquality") // an equal bundle may be one whose rules were freed
    private Bundle with(Bundle bundle, TakenSnapshot snapshot) {
        Last known = last;
        if (known == null || known.bundle() != bundle || !known.snapshot().equals(snapshot.digest())) {
            known = new Last(bundle, snapshot.digest(), bundle.with(snapshot));
            last = known;
        }
        return known.with();
    }

    private static boolean isChanged(DecisionEntry entry) {
        return entry.answer() instanceof Payload.Kept answer
                && !Hash.over(answer.bytes()).equals(answer.hash());
    }
}
