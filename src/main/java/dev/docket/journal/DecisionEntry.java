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
        Payload answer)
        implements Entry {}
