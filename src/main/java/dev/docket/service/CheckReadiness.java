package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.id.BundleId;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import dev.docket.service.clock.WatchedClock;
import java.util.Optional;
import java.util.function.Supplier;

/** Checks whether decisions can be made and recorded. */
public final class CheckReadiness {
    private final Supplier<Bundle> active;
    private final Journal journal;
    private final WatchedClock clock;

    /** Whether the service is ready. */
    public sealed interface Readiness {
        /**
         * Ready, with this bundle.
         *
         * @param spooling whether decisions wait in the local spool because the journal is unavailable
         * @param clockDoubt why the clock may be wrong, if there is a reason
         */
        record Ready(BundleId bundle, boolean spooling, Optional<String> clockDoubt) implements Readiness {}

        /** Not ready. The reason says what to do. */
        record NotReady(String because) implements Readiness {}
    }

    public CheckReadiness(Supplier<Bundle> active, Journal journal, WatchedClock clock) {
        this.active = active;
        this.journal = journal;
        this.clock = clock;
    }

    public Readiness check() {
        try {
            boolean spooling = journal.checkWritable() == Journal.Destination.SPOOL;
            return new Readiness.Ready(active.get().id(), spooling, clock.doubt());
        } catch (JournalUnavailableException unavailable) {
            return new Readiness.NotReady(unavailable.toCaller());
        }
    }
}
