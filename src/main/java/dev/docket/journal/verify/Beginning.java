package dev.docket.journal.verify;

import dev.docket.journal.merkle.CompactRange;
import dev.docket.journal.merkle.Hash;
import dev.docket.journal.merkle.Subtrees;
import dev.docket.journal.record.Extent;

/**
 * Where verification begins: after records that were verified before.
 *
 * @param known how far they reach
 * @param log the hashes of the log up to there
 */
public record Beginning(Extent known, Subtrees log) {
    /** Before the first record. */
    static Beginning first(String stream) {
        return new Beginning(Extent.none(stream), (level, index) -> {
            throw new IllegalStateException("nothing is before the first record");
        });
    }

    /** The root over the first records, of which there are at least so many. */
    Hash root(long size) {
        return CompactRange.over(size, log).root();
    }
}
