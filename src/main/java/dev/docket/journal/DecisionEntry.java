package dev.docket.journal;

import java.time.Instant;

/**
 * A decision.
 *
 * @param requestDigest the digest of the request's content as sent, before defaults
 * @param bundleDigest the digest of the bundle that decided
 * @param modelDigest the digest of the model that was asked; empty if none was
 * @param facets what it is found by
 * @param request the request as received, UTF-8 JSON
 * @param answer the answer as it left, UTF-8 JSON, without its {@code record} block
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
        boolean spooled)
        implements Entry {
    /** One that goes straight into the store. */
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
                false);
    }

    /** The same, marked. */
    DecisionEntry afterSpooling() {
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
                true);
    }
}
