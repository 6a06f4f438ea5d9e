package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.BundleId;
import dev.docket.journal.Journal;
import dev.docket.journal.JournalUnavailableException;
import java.util.function.Supplier;

/** Checks whether decisions can be made and recorded. */
public final class CheckReadiness {
    private final Supplier<Bundle> active;
    private final Journal journal;

    /** Whether the service is ready. */
    public sealed interface Readiness {
        /**
         * Ready, with this bundle.
         *
         * @param spooling whether decisions wait in the local spool because the journal is unavailable
         */
        record Ready(BundleId bundle, boolean spooling) implements Readiness {}

        /** Not ready. The reason says what to do. */
        record NotReady(String because) implements Readiness {}
    }

    public CheckReadiness(Supplier<Bundle> active, Journal journal) {
        this.active = active;
        this.journal = journal;
    }

    public Readiness check() {
        try {
            boolean spooling = journal.checkWritable() == Journal.Destination.SPOOL;
            return new Readiness.Ready(active.get().id(), spooling);
        } catch (JournalUnavailableException unavailable) {
            return new Readiness.NotReady(unavailable.toCaller());
        }
    }
}
