package dev.docket.decision.urgency;

import java.time.Instant;

/**
 * Names a reference snapshot: the digest of its bytes.
 *
 * @param takenAt up to when decisions and outcomes count in it
 */
public record SnapshotId(String digest, Instant takenAt) {}
