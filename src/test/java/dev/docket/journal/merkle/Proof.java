package dev.docket.journal.merkle;

import java.util.List;

/** Checks proofs; never throws, whatever it is given. */
public final class Proof {
    private Proof() {}

    /**
     * Whether a leaf is in the tree with a root (RFC 9162, 2.1.3.2).
     *
     * @param leaf the hash of its content as a leaf
     * @param index its place, from 0
     */
    public static boolean includes(Hash leaf, long index, long size, List<Hash> path, Hash root) {
        if (index < 0 || index >= size) {
            return false;
        }
        long node = index;
        long last = size - 1;
        var hash = leaf;
        for (var sibling : path) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                hash = Hash.ofNode(sibling, hash);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                hash = Hash.ofNode(hash, sibling);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && hash.equals(root);
    }

    /** Whether a newer tree holds all of an older one, in its order (RFC 9162, 2.1.4.2). */
    public static boolean extendsTree(long older, Hash olderRoot, long newer, Hash newerRoot, List<Hash> path) {
        if (older < 0 || older > newer) {
            return false;
        }
        if (older == newer || older == 0) {
            return path.isEmpty()
                    && (older == newer ? olderRoot.equals(newerRoot) : olderRoot.equals(MerkleTree.EMPTY_ROOT));
        }
        boolean isComplete = Long.bitCount(older) == 1;
        if (path.isEmpty() && !isComplete) {
            return false;
        }
        long node = older - 1;
        long last = newer - 1;
        while ((node & 1) == 1) {
            node >>= 1;
            last >>= 1;
        }
        var hashes = isComplete ? path : path.subList(1, path.size());
        var old = isComplete ? olderRoot : path.getFirst();
        var now = old;
        for (var hash : hashes) {
            if (last == 0) {
                return false;
            }
            if ((node & 1) == 1 || node == last) {
                old = Hash.ofNode(hash, old);
                now = Hash.ofNode(hash, now);
                while ((node & 1) == 0 && node != 0) {
                    node >>= 1;
                    last >>= 1;
                }
            } else {
                now = Hash.ofNode(now, hash);
            }
            node >>= 1;
            last >>= 1;
        }
        return last == 0 && old.equals(olderRoot) && now.equals(newerRoot);
    }
}
