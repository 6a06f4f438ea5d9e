package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;

/**
 * Where a record is, and what holds it there.
 *
 * @param stream the log it belongs to; one writer, one stream
 * @param sequence its place in the stream, from 1, without gaps
 * @param previous the hash of the record before it; {@link Hash#ZERO} for the first
 * @param hash its own, as a leaf of the stream's tree, where it has the index {@code sequence - 1}
 */
public record Position(String stream, long sequence, Hash previous, Hash hash) {}
