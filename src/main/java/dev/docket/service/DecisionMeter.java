package dev.docket.service;

import dev.docket.bundle.Bundle;
import dev.docket.decision.Decision;
import dev.docket.decision.id.BundleId;
import dev.docket.decision.taxonomy.Disposition;
import dev.docket.decision.urgency.Measured;
import dev.docket.decision.urgency.PrioritySource;
import dev.docket.order.Checkpoint;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Receives events to count. Never throws. */
public interface DecisionMeter {
    /** Counts nothing. */
    DecisionMeter NONE = new DecisionMeter() {};

    /** What became of an order that was decided. */
    enum Outcome {
        /** Recorded in the journal. */
        RECORDED,
        /** Recorded in the local spool, because the shared journal is not available. */
        SPOOLED,
        /** Recorded before: the caller got that answer. */
        DUPLICATE,
        /** The same, but that answer has been retired. */
        RETIRED,
        /** Not recorded, because its request id was used with other content. */
        CONFLICT,
        /** Not recorded, because the journal is not available. */
        UNAVAILABLE,
        /** Not recorded, because of a defect. */
        FAILED,
        /** Not recorded, because the caller asked for a dry run. */
        DRY_RUN
    }

    /** What takes time. */
    enum Phase {
        /** Reading and checking the request. */
        READ,
        /** Deciding, and writing the answer. */
        DECIDE,
        /** Waiting for the record to be durable, or refused. */
        RECORD
    }

    /**
     * What is counted of a decision.
     *
     * @param codes of its standing exceptions
     */
    record Decided(
            BundleId bundle,
            Checkpoint checkpoint,
            Disposition disposition,
            String queue,
            PrioritySource prioritySource,
            SortedSet<String> codes) {
        public Decided {
            codes = Collections.unmodifiableSortedSet(new TreeSet<>(codes));
        }

        /** Of a decision that a bundle made. */
        public static Decided of(Checkpoint checkpoint, Decision decision, Bundle by) {
            return new Decided(
                    by.id(),
                    checkpoint,
                    decision.recommendation().disposition(),
                    decision.recommendation().queue(),
                    decision.priority().source(),
                    decision.exceptions().stream()
                            .filter(noted -> noted.waivedBy() == null)
                            .map(noted -> noted.entry().code().text())
                            .collect(Collectors.toCollection(TreeSet::new)));
        }
    }

    /** A phase begins. @return to be run when it has ended, however it did and on whatever thread */
    default Runnable begin(Phase phase) {
        return () -> {};
    }

    /** A request was not valid, so nothing was decided. */
    default void refused() {}

    /** An order was decided, and this became of it. */
    default void ended(Decided decided, Outcome outcome) {}

    /** The classifier of a bundle measured an order whose decision goes to the journal. Not called for dry runs. */
    default void measured(Measured measured, Bundle by) {}
}
