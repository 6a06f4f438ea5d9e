package dev.docket.journal.record;

import java.time.Instant;
import java.util.Collections;
import java.util.SortedSet;
import java.util.TreeSet;

/**
 * A decision.
 *
 * @param requestDigest the digest of the request's content as sent, before defaults; a keyed one where something is masked
 * @param bundleDigest the digest of the bundle that decided
 * @param modelDigest the digest of the model that was asked; empty if none was
 * @param facets what it is found by
 * @param request the request as received, UTF-8 JSON, less what is masked
 * @param answer the answer as it left, UTF-8 JSON, without its {@code record} block, less what is masked
 * @param masked the request paths of which commitments stand in place of values; mostly none
 * @param spooled whether it was acknowledged while the shared store was away, and recorded later
 */
public record DecisionEntry(
        String decisionId,
        String requestId,
        String requestDigest,
        String bundleDigest,
        String modelDigest,
        Instant at,
        String caller,
        Facets facets,
        Payload request,
        Payload answer,
        SortedSet<String> masked,
        boolean spooled)
        implements Entry {
    public DecisionEntry {
        masked = Collections.unmodifiableSortedSet(new TreeSet<>(masked));
    }

    /** One of which nothing is masked, and that goes straight into the store. */
    public DecisionEntry(
            String decisionId,
            String requestId,
            String requestDigest,
            String bundleDigest,
            String modelDigest,
            Instant at,
            String caller,
            Facets facets,
            Payload request,
            Payload answer) {
        this(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                caller,
                facets,
                request,
                answer,
                Collections.emptySortedSet(),
                false);
    }

    /** The same, marked. */
    public DecisionEntry afterSpooling() {
        return new DecisionEntry(
                decisionId,
                requestId,
                requestDigest,
                bundleDigest,
                modelDigest,
                at,
                caller,
                facets,
                request,
                answer,
                masked,
                true);
    }
}
