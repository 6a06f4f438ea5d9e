package dev.docket.journal;

import java.time.Instant;

/**
 * A decision to be recorded.
 *
 * @param requestDigest the digest of the request's content as sent, before defaults
 * @param bundleDigest the digest of the bundle that decided
 * @param request the request as received, UTF-8 JSON
 * @param answer the answer as it leaves, UTF-8 JSON, without its {@code record} block
 */
@SuppressWarnings("ArrayRecordComponent") // bytes on their way to the disk; never compared
public record Entry(
        String decisionId,
        String requestId,
        String requestDigest,
        String bundleDigest,
        String orderId,
        String customerId,
        String disposition,
        Instant decidedAt,
        byte[] request,
        byte[] answer) {}
