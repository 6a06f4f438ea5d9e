package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;

/** A document that a record commits to by its hash. */
public sealed interface Payload {
    /** The SHA-256 of its bytes. */
    Hash hash();

    /** A document to be kept. */
    static Kept of(byte[] bytes) {
        return new Kept(bytes, Hash.over(bytes));
    }

    /** It is there. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to or from the disk; never compared
    record Kept(byte[] bytes, Hash hash) implements Payload {}

    /** It was not asked for. */
    record Unread(Hash hash) implements Payload {}

    /** It was dropped when its retention ended; its hash still proves a copy. */
    record Retired(Hash hash) implements Payload {}
}
