package dev.docket.journal.merkle;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * The tree over the first records of a log (RFC 9162, section 2.1).
 *
 * @param size the number of leaves, from 0
 * @param subtrees the subtree hashes of a log at least as long
 */
public record MerkleTree(long size, Subtrees subtrees) {
    /** The root of an empty tree: the hash of no bytes. */
    public static final Hash EMPTY_ROOT = Hash.over();

    public MerkleTree {
        if (size < 0) {
            throw new IllegalArgumentException(String.format(Locale.ROOT, "size (%d) must not be negative", size));
        }
    }

    /** The hash over all leaves. */
    public Hash root() {
        return size == 0 ? EMPTY_ROOT : hash(0, size);
    }

    /**
     * The inclusion path from a leaf to the root, bottom up (RFC 9162, 2.1.3.1).
     *
     * @param leaf its index, from 0
     * @throws IllegalArgumentException if the tree has no such leaf
     */
    public List<Hash> inclusionProof(long leaf) {
        if (leaf < 0 || leaf >= size) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "leaf %d is not in a tree of %d leaves", leaf, size));
        }
        var path = new ArrayList<Hash>();
        inclusion(leaf, 0, size, path);
        return path;
    }

    /**
     * The consistency proof that this tree extends an older one, bottom up (RFC 9162, 2.1.4.1).
     *
     * @param older the older tree's size, from 0 to this tree's
     * @throws IllegalArgumentException if the older tree is larger
     */
    public List<Hash> consistencyProof(long older) {
        if (older < 0 || older > size) {
            throw new IllegalArgumentException(
                    String.format(Locale.ROOT, "a tree of %d leaves does not extend one of %d", size, older));
        }
        var path = new ArrayList<Hash>();
        if (older > 0 && older < size) {
            consistency(older, 0, size, true, path);
        }
        return path;
    }

    private void inclusion(long leaf, long from, long to, List<Hash> path) {
        if (to - from == 1) {
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (leaf < middle) {
            inclusion(leaf, from, middle, path);
            path.add(hash(middle, to));
        } else {
            inclusion(leaf, middle, to, path);
            path.add(hash(from, middle));
        }
    }

    private void consistency(long older, long from, long to, boolean isWhole, List<Hash> path) {
        if (older == to) {
            // This is the older root, which the verifier already knows.
            if (!isWhole) {
                path.add(hash(from, to));
            }
            return;
        }
        long middle = from + largestPowerBelow(to - from);
        if (older <= middle) {
            consistency(older, from, middle, isWhole, path);
            path.add(hash(middle, to));
        } else {
            consistency(older, middle, to, false, path);
            path.add(hash(from, middle));
        }
    }

    private Hash hash(long from, long to) {
        long leaves = to - from;
        if (Long.bitCount(leaves) == 1) {
            int level = Long.numberOfTrailingZeros(leaves);
            return subtrees.at(level, from >> level);
        }
        long middle = from + largestPowerBelow(leaves);
        return Hash.ofNode(hash(from, middle), hash(middle, to));
    }

    private static long largestPowerBelow(long leaves) {
        return Long.highestOneBit(leaves - 1);
    }
}
