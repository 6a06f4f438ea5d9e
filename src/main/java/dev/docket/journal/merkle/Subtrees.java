package dev.docket.journal.merkle;

/** The hashes of the complete subtrees of a log. */
@FunctionalInterface
public interface Subtrees {
    /**
     * The hash over 2^level consecutive leaves, all in the log.
     *
     * @param level 0 for a leaf
     * @param index the position in that level, from 0 at the left
     */
    Hash at(int level, long index);
}
