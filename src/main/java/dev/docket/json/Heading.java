package dev.docket.json;

import dev.docket.decision.id.BundleId;
import dev.docket.decision.id.DecisionId;
import java.time.Instant;

/**
 * The first fields of an answer.
 *
 * @param asOf the moment the decision is about
 * @param decidedAt when it was made
 */
public record Heading(DecisionId decisionId, String requestId, Instant asOf, Instant decidedAt, BundleId bundle) {}
