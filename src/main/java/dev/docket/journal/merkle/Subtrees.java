package dev.docket.journal.merkle;

/** The hashes of the complete subtrees of a log. */
@FunctionalInterface
public interface Subtrees {
    /**
     * The hash over 2^level neighbouring leaves, all of which are in the log.
     *
     * @param level 0 for a leaf
     * @param index which one of that level, from 0 at the left
     */
    Hash at(int level, long index);
}
