package dev.docket.json;

import dev.docket.decision.BundleId;
import java.time.Instant;

/**
 * What an answer begins with.
 *
 * @param asOf the moment that the decision is about
 * @param decidedAt when it was made
 */
public record Heading(String decisionId, String requestId, Instant asOf, Instant decidedAt, BundleId bundle) {}
