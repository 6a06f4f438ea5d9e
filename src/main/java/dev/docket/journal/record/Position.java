package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;

/**
 * Where a record is, and the hashes that chain it there.
 *
 * @param stream the log it belongs to; one writer, one stream
 * @param sequence its place in the stream, from 1, without gaps
 * @param previous the hash of the record before it; {@link Hash#ZERO} for the first
 * @param hash its own hash, as leaf {@code sequence - 1} of the stream's tree
 */
public record Position(String stream, long sequence, Hash previous, Hash hash) {}
