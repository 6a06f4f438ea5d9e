package dev.docket.decision.id;

import dev.docket.digest.Digest;
import java.time.Instant;

/**
 * Names a reference snapshot: the digest of its bytes.
 *
 * @param takenAt up to when decisions and outcomes count in it
 */
public record SnapshotId(Digest digest, Instant takenAt) {}
