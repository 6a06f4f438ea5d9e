package dev.docket.journal.merkle;

import java.util.ArrayDeque;

/** Computes the root of a growing tree in memory proportional to its height. Not thread-safe. */
public final class CompactRange {
    // The complete subtrees from right to left, smallest first: one per bit of the size.
    private final ArrayDeque<Hash> subtrees = new ArrayDeque<>();
    private long size;

    /** That over the first leaves of a log, from the hashes of its subtrees. */
    public static CompactRange over(long size, Subtrees log) {
        var range = new CompactRange();
        for (int level = Long.SIZE - 1; level >= 0; level--) {
            if ((size >> level & 1) == 1) {
                range.subtrees.push(log.at(level, (size >> level) - 1));
            }
        }
        range.size = size;
        return range;
    }

    public void append(Hash leaf) {
        var hash = leaf;
        for (long full = size; (full & 1) == 1; full >>= 1) {
            hash = Hash.ofNode(subtrees.pop(), hash);
        }
        subtrees.push(hash);
        size++;
    }

    public long size() {
        return size;
    }

    /** The hash over all leaves so far. */
    public Hash root() {
        var smallestFirst = subtrees.iterator();
        if (!smallestFirst.hasNext()) {
            return MerkleTree.EMPTY_ROOT;
        }
        var root = smallestFirst.next();
        while (smallestFirst.hasNext()) {
            root = Hash.ofNode(smallestFirst.next(), root);
        }
        return root;
    }
}
