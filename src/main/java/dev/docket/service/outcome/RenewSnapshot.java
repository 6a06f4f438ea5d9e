package dev.docket.service.outcome;

import dev.docket.bundle.Bundle;
import dev.docket.bundle.active.ActiveBundle;
import dev.docket.bundle.store.SnapshotStore;
import dev.docket.decision.urgency.ModelDescription;
import dev.docket.digest.Digest;
import dev.docket.journal.JournalReader;
import dev.docket.priority.reference.MetOrder;
import dev.docket.priority.reference.ReferenceSnapshot;
import dev.docket.priority.reference.Renewal;
import dev.docket.priority.reference.TakenSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Renews, at a pace, what the active bundle's model holds for usual, from what the journal recorded. A snapshot is a pure
 * function of the model and of the records before a watermark, which every service that shares the journal computes alike. It
 * is kept before anything decides with it.
 */
public final class RenewSnapshot {
    // Records that were received before the watermark are in the journal by then, unless they wait in a spool.
    private static final Duration SETTLED = Duration.ofMinutes(1);

    private final JournalReader journal;
    private final ActiveBundle active;
    private final SnapshotStore kept;
    private final Duration pace;
    private @Nullable Tried last;

    private record Tried(Digest model, Instant watermark) {}

    /** What came of it. */
    public sealed interface Result {
        /** Decisions are made with this one from now on. */
        record Renewed(TakenSnapshot snapshot) implements Result {}

        /** The active bundle decides with the latest one, or there is nothing new. */
        record Unchanged() implements Result {}

        /** The journal has too few orders to say what is usual. */
        record TooFew(int orders) implements Result {}

        /** The active bundle has no model that holds anything for usual. */
        record NotApplicable() implements Result {}
    }

    /** @param pace longer than zero */
    public RenewSnapshot(JournalReader journal, ActiveBundle active, SnapshotStore kept, Duration pace) {
        this.journal = journal;
        this.active = active;
        this.kept = kept;
        this.pace = pace;
    }

    /** Lets a bundle go on with the snapshot that decided last, as before a restart. */
    public static void resume(ActiveBundle active, SnapshotStore kept) {
        ModelDescription model = active.get().model();
        if (model != null) {
            Digest digest = model.id().digest();
            kept.last(digest).ifPresent(snapshot -> active.renew(digest, snapshot));
        }
    }

    /**
     * Renews the snapshot if it is time to. Reads the journal page by page; not for a request to wait for.
     *
     * @throws dev.docket.bundle.BundleException if the snapshot cannot be kept; the previous one goes on
     * @throws dev.docket.journal.JournalUnavailableException if the journal cannot be read
     */
    public synchronized Result renew(Instant now) {
        Bundle bundle = active.get();
        Bundle.Usual usual = bundle.usual();
        if (usual == null) {
            return new Result.NotApplicable();
        }
        Digest model = Objects.requireNonNull(bundle.model()).id().digest();
        Tried attempt = new Tried(model, watermark(now));
        if (attempt.equals(last)) {
            return new Result.Unchanged();
        }
        var hindsight = new InHindsight(
                model, bundle.decider().lossPolicyOn(LocalDate.ofInstant(attempt.watermark(), ZoneOffset.UTC)));
        List<Renewal.Met> met = new PastDecisions(journal)
                .before(attempt.watermark(), MetOrder::of).stream()
                        .map(hindsight::met)
                        .toList();
        last = attempt;
        if (met.size() < Renewal.FEWEST_ORDERS) {
            return new Result.TooFew(met.size());
        }
        ReferenceSnapshot renewed = Renewal.of(met, usual.shipped().content(), attempt.watermark(), usual.sets());
        if (renewed.saysTheSameAs(usual.now().content())) {
            return new Result.Unchanged();
        }
        TakenSnapshot snapshot = TakenSnapshot.of(renewed);
        last = null;
        kept.keep(snapshot);
        kept.decides(model, snapshot);
        last = attempt;
        return active.renew(model, snapshot) ? new Result.Renewed(snapshot) : new Result.Unchanged();
    }

    /** The last whole multiple of the pace that is settled. */
    private Instant watermark(Instant now) {
        long settled = now.minus(SETTLED).getEpochSecond();
        return Instant.ofEpochSecond(Math.floorDiv(settled, pace.toSeconds()) * pace.toSeconds());
    }
}
