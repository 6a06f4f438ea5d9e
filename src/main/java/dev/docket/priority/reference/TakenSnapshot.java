package dev.docket.priority.reference;

import dev.docket.decision.id.SnapshotId;
import dev.docket.digest.Digest;

/**
 * A reference snapshot with its name, the digest of its bytes.
 *
 * @param id what records name
 */
public record TakenSnapshot(SnapshotId id, ReferenceSnapshot content) {
    public static TakenSnapshot of(ReferenceSnapshot content) {
        return new TakenSnapshot(new SnapshotId(Digest.over(content.toBytes()), content.takenAt()), content);
    }

    /** @throws IllegalArgumentException if they are not a reference snapshot */
    public static TakenSnapshot of(byte[] bytes) {
        ReferenceSnapshot content = ReferenceSnapshot.fromBytes(bytes);
        return new TakenSnapshot(new SnapshotId(Digest.over(bytes), content.takenAt()), content);
    }

    public Digest digest() {
        return id.digest();
    }
}
