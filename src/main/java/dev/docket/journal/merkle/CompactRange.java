package dev.docket.journal.merkle;

import java.util.ArrayDeque;

/** Computes the root of a growing tree in memory proportional to its height. Not thread-safe. */
public final class CompactRange {
    // The complete subtrees from right to left, smallest first: one per bit of the size.
    private final ArrayDeque<Hash> subtrees = new ArrayDeque<>();
    private long size;

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
