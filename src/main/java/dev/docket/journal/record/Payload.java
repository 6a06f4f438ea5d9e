package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;

/** A document to which a record commits by hash. */
public sealed interface Payload {
    /** The SHA-256 of its bytes. */
    Hash hash();

    /** How many bytes of it are in memory. */
    default long keptBytes() {
        return this instanceof Kept kept ? kept.bytes().length : 0;
    }

    /** Creates the payload of a document. */
    static Kept of(byte[] bytes) {
        return new Kept(bytes, Hash.over(bytes));
    }

    /** Open. */
    @SuppressWarnings("ArrayRecordComponent") // bytes on their way to or from the disk; never compared
    record Kept(byte[] bytes, Hash hash) implements Payload {}

    /** Not requested by the query. */
    record Unread(Hash hash) implements Payload {}

    /** Deleted when its retention period ended; the hash still proves a copy. */
    record Retired(Hash hash) implements Payload {}
}
