package dev.docket.journal.record;

import dev.docket.journal.merkle.Hash;

/**
 * How far a copy of a stream reaches.
 *
 * @param stream the log it is a copy of
 * @param records how many it has, which is the last one's sequence
 * @param last the hash of the last one; {@link Hash#ZERO} if there is none
 * @param checkpoints how many log checkpoints it has
 * @param covered how many records the last checkpoint covers; -1 if there is none
 */
public record Extent(String stream, long records, Hash last, long checkpoints, long covered) {
    /** That of a stream of which nothing is known. */
    public static Extent none(String stream) {
        return new Extent(stream, 0, Hash.ZERO, 0, -1);
    }
}
