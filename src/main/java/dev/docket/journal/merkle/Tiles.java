package dev.docket.journal.merkle;

import java.util.List;

/**
 * Computes subtree hashes from the few that are stored: the leaves and every eighth level above. One stored hash per
 * 256 records limits a proof over any number of records to a few hundred reads.
 */
public final class Tiles implements Subtrees {
    /** The number of levels from one stored level to the next. */
    public static final int HEIGHT = 8;

    /** The number of hashes of a stored level that make one of the next. */
    public static final int WIDTH = 1 << HEIGHT;

    private final Stored stored;

    public Tiles(Stored stored) {
        this.stored = stored;
    }

    @Override
    public Hash at(int level, long index) {
        int storedLevel = level / HEIGHT * HEIGHT;
        int below = level - storedLevel;
        return over(stored.hashes(storedLevel, index << below, 1 << below));
    }

    /** The root over 2^n hashes. */
    public static Hash over(List<Hash> hashes) {
        if (hashes.size() == 1) {
            return hashes.getFirst();
        }
        int half = hashes.size() / 2;
        return Hash.ofNode(over(hashes.subList(0, half)), over(hashes.subList(half, hashes.size())));
    }

    /** The stored hashes. */
    public interface Stored {
        /**
         * Consecutive hashes of one level.
         *
         * @param level 0 for leaves, otherwise a multiple of {@link #HEIGHT}
         * @throws IllegalStateException if one is missing
         */
        List<Hash> hashes(int level, long from, int count);
    }
}
